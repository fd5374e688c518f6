"""What another group would have chosen: worked out exactly, and the same back and forth."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest

from annotate.resources import shipped
from annotate.scheme.order import LOWEST_FIRST
from annotate.score import Disagreement, load_disagreement
from annotate.score.draws import draw
from annotate.score.groups import another_group, another_presence, majority
from annotate.score.plan import compile_reading
from annotate.score.total import total
from tests.measure_interval import SKILLS, measured, sampled
from tests.score.moves import the_rubric
from tests.support.scheme import the_scheme
from tests.support.strategies import made

TABLE = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
EVEN = np.array([[0.82, 0.18], [0.18, 0.82]])
"""Two values alike; each reader slips with 0.1, so two differ with 2 · 0.1 · 0.9."""


@pytest.mark.parametrize("readers", [1, 2, 3, 4])
@pytest.mark.parametrize("chances", [(0.7, 0.3), (0.1, 0.6, 0.3), (0.0, 0.5, 0.5)])
def test_a_majority_is_counted_exactly(chances: tuple[float, ...], readers: int) -> None:
    """Against every way in which so many readers can choose; a tie takes the first value."""
    counted = np.zeros(len(chances))
    for votes in product(range(len(chances)), repeat=readers):
        won = max(range(len(chances)), key=lambda value: (votes.count(value), -value))
        counted[won] += np.prod([chances[vote] for vote in votes])
    assert majority(np.array(chances), readers) == pytest.approx(counted)


@pytest.mark.parametrize(
    ("readers", "expected"),
    [
        (1, 0.18),
        (3, 0.054432),  # each slips at 0.1, so two of three at 0.028: 2 · 0.028 · 0.972
        (9, 0.00177),
    ],
)
def test_how_often_groups_differ(readers: int, expected: float) -> None:
    assert another_group(EVEN, readers)[0, 1] == pytest.approx(expected, rel=1e-2)


def test_of_two_readers_the_lower_value_wins_and_is_left_again() -> None:
    """One slip may have made it so, and the next group may not slip."""
    found = another_group(EVEN, 2)
    assert found[0, 1] == pytest.approx(0.15, abs=0.02)
    assert found[1, 0] == pytest.approx(0.19, abs=0.02)


@pytest.mark.parametrize("readers", [1, 2, 3, 5])
@pytest.mark.parametrize("attribute", ["identity", "standing", "kind", "weight", "reply"])
def test_what_is_lost_is_gained(attribute: str, readers: int) -> None:
    """From the frequencies of the samples, groups on the whole leave them as they are."""
    rows = TABLE.table(attribute, readers)
    assert rows.shape == (len(LOWEST_FIRST[attribute]),) * 2
    steady = np.linalg.matrix_power(rows, 100_000).mean(axis=0)
    flow = steady[:, None] * rows
    assert flow == pytest.approx(flow.T, abs=1e-4)


@pytest.mark.parametrize(
    ("rate", "invented", "readers", "by_more_than_half", "expected"),
    [
        (0.1, 0.0, 1, False, 0.1),
        (0.1, 0.8, 1, False, 0.1),
        (0.1, 0.0, 2, False, 0.01),  # lost when both miss it
        (0.1, 0.0, 2, True, 0.19),  # kept when both draw it
        (0.1, 0.0, 3, False, 0.028),
        (0.1, 1.0, 3, False, 0.084),  # what one made up needs another who makes it up too
        (0.0, 0.5, 2, False, 0.0),
    ],
)
def test_how_often_a_group_lacks_what_another_has(
    rate: float, invented: float, readers: int, by_more_than_half: bool, expected: float
) -> None:
    found = another_presence(rate, invented, readers, by_more_than_half=by_more_than_half)
    assert found == pytest.approx(expected, abs=0.002)


def test_draws_gain_as_much_as_they_lose() -> None:
    """On generated articles the draws stand about the reading, and not below it."""
    shifts = []
    for seed in range(30):
        read = made(Random(seed), 16)  # noqa: S311 - no secret
        plan, own = compile_reading(read.reading, read.article, the_scheme())
        found = total(plan, own, the_rubric())
        label = found.seen.speakers.label
        drawn = draw(plan, own, label, TABLE, 2, 200, np.random.default_rng(seed))
        shifts.append(total(*drawn, the_rubric()).points.mean() - found.points[0])
    assert abs(float(np.mean(shifts))) < 1


def test_no_disagreement_no_other_reading() -> None:
    read = made(Random(3))  # noqa: S311 - no secret
    plan, own = compile_reading(read.reading, read.article, the_scheme())
    label = total(plan, own, the_rubric()).seen.speakers.label
    certain = Disagreement("certain", {}, {}, {}, {})
    points = total(*draw(plan, own, label, certain, 1, 20, np.random.default_rng(1)), the_rubric()).points
    assert set(points) == {total(plan, own, the_rubric()).points[0]}


def test_another_group_scores_inside_the_interval() -> None:
    """A small part of `python -m tests.measure_interval`; docs/rubric.md has the figures."""
    found = measured(SKILLS["fair"], 2, 3, sampled())
    assert found.pairs > 20
    assert 0.8 <= found.share <= 1.0
    assert found.width < 30
