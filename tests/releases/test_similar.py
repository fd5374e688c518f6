"""Near-duplicates: what is alike, and that what is alike is found."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.releases import similar
from annotate.releases.similar import candidates, missed, shingles, signature, signatures, similarity

WORDS = [f"w{n}" for n in range(400)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", set()),
        (" … ", set()),
        ("One", {"one"}),
        ("One, two", {"one two"}),
        ("One, two. THREE four", {"one two three", "two three four"}),
        ("a a a a", {"a a a"}),
    ],
)
def test_runs_of_three_words(text: str, runs: set[str]) -> None:
    assert shingles(text) == runs


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("a b c d", "a b c d", 1.0), ("a b c d", "a b c e", 1 / 3), ("a b c", "d e f", 0.0), ("", "", 0.0)],
)
def test_how_alike(one: str, other: str, alike: float) -> None:
    assert similarity(shingles(one), shingles(other)) == pytest.approx(alike)


@given(st.sets(st.sampled_from("abcdefgh")), st.sets(st.sampled_from("abcdefgh")))
def test_similarity_has_bounds_and_no_order(one: set[str], other: set[str]) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
    assert (similarity(one, other) == 1) == bool(one == other and one)


def rewritten(words: list[str], share: float, random: Random) -> list[str]:
    """The words with that share of their runs another."""
    kept = round(len(words) * (1 - share))
    return words[:kept] + [f"other{random.random()}" for _ in words[kept:]]


def test_near_duplicates_are_found_as_often_as_it_is_said() -> None:
    """200 pairs of similarity 0.4, of which the banding may miss 1.5 % (three standard errors: 4 %)."""
    random, found = Random(7), 0  # noqa: S311 - no secret
    for _ in range(200):
        words = [f"{random.random()}" for _ in range(300)]
        texts = (" ".join(words), " ".join(rewritten(words, 3 / 7, random)))
        alike = similarity(*map(shingles, texts))
        assert 0.38 < alike < 0.42
        rows = b"".join(signature(shingles(text)) for text in texts)
        found += list(candidates(signatures(rows), 0.4)) == [(0, 1)]
    assert missed(0.4) == pytest.approx(0.0145, abs=0.001)
    assert found >= 192


def test_of_unlike_texts_few_are_looked_at() -> None:
    random = Random(3)  # noqa: S311 - no secret
    rows = b"".join(signature(shingles(" ".join(random.choices(WORDS, k=300)))) for _ in range(100))
    assert len(list(candidates(signatures(rows), 0.4))) < 10


def test_many_copies_take_no_square_of_time() -> None:
    rows = signature(shingles("the same report on each site, word for word")) * 2000
    pairs = list(candidates(signatures(rows), 0.4))
    assert len(pairs) < 3 * 2000
    assert {row for pair in pairs for row in pair} == set(range(2000))


def test_a_signature_does_not_go_by_the_order_of_a_set() -> None:
    runs = shingles(" ".join(WORDS))
    assert signature(runs) == signature(sorted(runs, reverse=True))
    assert signatures(signature(runs)).dtype == np.uint32
    assert signatures(signature(runs)).shape == (1, similar.BANDS * similar.ROWS)
