"""An outlet's level: shrunk towards the corpus, and as sure as it says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.score import Level, level
from annotate.score.outlets import LEAST

POINTS = st.integers(0, 100)
OTHERS = {"b": [30, 40, 50], "c": [45, 55, 50, 60], "d": [38]}


def of(scores: list[int], **others: list[int]) -> Level:
    found = level("a", {"a": scores, **others})
    assert found is not None
    return found


@pytest.mark.parametrize("articles", [0, 1, LEAST - 1])
def test_below_the_minimum_of_evidence_there_is_none(articles: int) -> None:
    assert level("a", {"a": [50] * articles, **OTHERS}) is None
    assert level("unknown", OTHERS) is None


@given(st.lists(POINTS, min_size=LEAST, max_size=30), st.lists(st.lists(POINTS, max_size=20), max_size=6))
@settings(max_examples=25)
def test_it_lies_between_the_outlets_means_inside_its_interval(
    own: list[int], others: list[list[int]]
) -> None:
    found = of(own, **{f"other{at}": scores for at, scores in enumerate(others)})
    means = [np.mean(scores) for scores in (own, *others) if scores]
    assert min(means) - 1e-6 <= found.value <= max(means) + 1e-6
    assert 0 <= found.low <= found.value + 0.01
    assert found.value - 0.01 <= found.high <= 100
    assert 0 <= found.weight <= 1


def test_an_outlet_alone_is_shrunk_towards_nothing() -> None:
    found = of([40, 60] * 5)
    assert found.value == pytest.approx(50)
    assert found.outlets == 1


def test_more_articles_count_for_more_and_are_surer() -> None:
    few, many = (of([70, 90] * times, **OTHERS) for times in (5, 50))
    assert few.weight < many.weight
    assert few.value < many.value < many.mean + 1e-9
    assert many.high - many.low < few.high - few.low


def test_articles_that_all_score_the_same_do_not_break_it() -> None:
    found = of([0] * LEAST, b=[0] * LEAST)
    assert found.value == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize(("outlets", "spread"), [(1, 8.0), (8, 8.0)])
def test_nine_of_ten_intervals_hold_the_truth(outlets: int, spread: float) -> None:
    """Of corpora drawn by the model itself, outlets of unequal size, scores whole and within 0 to 100."""
    random, held, corpora = np.random.default_rng(20040101), 0, 200
    for _ in range(corpora):
        truth = random.normal(50, spread, outlets)
        sizes = [int(random.integers(LEAST, 30)), *random.integers(1, 40, outlets - 1)]
        scores = {
            str(at): [int(x) for x in random.normal(truth[at], 15, size).round().clip(0, 100)]
            for at, size in enumerate(sizes)
        }
        found = level("0", scores)
        assert found
        held += found.low <= truth[0] <= found.high
    assert 0.86 <= held / corpora <= 0.95
