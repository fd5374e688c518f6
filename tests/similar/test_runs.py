"""How much of two texts is the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.similar.runs import containment, runs, similarity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", set()),
        (" … ", set()),
        ("One", {"one"}),
        ("One, two", {"one two"}),
        ("One, two. THREE four", {"one two three", "two three four"}),
        ("a a a a", {"a a a"}),
    ],
)
def test_runs_of_three_words(text: str, expected: set[str]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("a b c d", "a b c d", 1.0), ("a b c d", "a b c e", 1 / 3), ("a b c", "d e f", 0.0), ("", "", 0.0)],
)
def test_how_alike(one: str, other: str, alike: float) -> None:
    assert similarity(runs(one), runs(other)) == pytest.approx(alike)


@given(st.sets(st.sampled_from("abcdefgh")), st.sets(st.sampled_from("abcdefgh")))
def test_similarity_has_bounds_and_no_order(one: set[str], other: set[str]) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
    assert (similarity(one, other) == 1) == bool(one == other and one)


@pytest.mark.parametrize(
    ("one", "other", "contained"),
    [
        ("a b c d e f", "a b c d", 1.0),
        ("a b c d", "a b c d e f", 1.0),
        ("a b c d", "b c d e", 0.5),
        ("a b c", "d e f", 0.0),
        ("", "a", 0.0),
    ],
)
def test_how_much_of_the_shorter_one(one: str, other: str, contained: float) -> None:
    assert containment(runs(one), runs(other)) == contained
