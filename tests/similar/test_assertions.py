"""Which statements say the same in nearly the same words."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.similar.assertions import Echoes, alike, echoes
from annotate.similar.assertions.words import words
from tests.similar.labelled import held, labelled

SAID = "the ministry will sell all fourteen ferries to a single buyer before June"


def test_what_stands_together_belongs_together() -> None:
    """Measured on statements labelled by hand, most of them written to be confused."""
    found = held()
    assert len(labelled()) == 193
    assert found.precision == 1.0
    assert found.recall >= 0.6


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("The ministry would sell all 14 ferries to a single buyer before June.", True),
        ("before June the ministry will sell all fourteen ferries to a single buyer", True),
        ("the ministry will sell all fourteen ferries to a single foreign buyer before June", True),
        ("the ministry won't sell all fourteen ferries to a single buyer before June", False),
        ("the ministry will sell all fifteen ferries to a single buyer before June", False),
        ("the ministry will sell all fourteen ferries to a single buyer before July", False),
        ("the ministry's adviser will sell all fourteen ferries to a single buyer before June", False),
        ("a single buyer will sell all fourteen ferries to the ministry before June", False),
    ],
)
def test_details_may_differ_and_what_is_claimed_may_not(other: str, same: bool) -> None:
    assert alike(words(SAID), words(other)) is same
    assert alike(words(other), words(SAID)) is same


STATEMENTS = st.lists(st.sampled_from(["wolf", "sheep", "not", "the", "7", "hill", "killed"]), max_size=9)


@given(STATEMENTS, STATEMENTS)
def test_every_statement_is_like_itself_and_like_none_of_other_numbers_or_denials(
    one: list[str], other: list[str]
) -> None:
    a, b = words(" ".join(one)), words(" ".join(other))
    assert alike(a, a)
    if a.telling != b.telling:
        assert not alike(a, b)


@settings(max_examples=30)
@given(st.lists(st.sampled_from([text for _, text in labelled()]), max_size=30))
def test_each_statement_is_in_one_cluster_at_most_and_alike_to_all_in_it(said: list[str]) -> None:
    found = echoes(said)
    placed = [at for one in found.clusters for at in one]
    assert len(placed) == len(set(placed))
    assert all(len(one) > 1 for one in found.clusters)
    for one in found.clusters:
        members = [words(said[at]) for at in one]
        assert all(alike(a, b) or alike(b, a) for a, b in combinations(members, 2))


def test_the_same_words_are_one_statement_however_they_are_written() -> None:
    found = echoes(["“Wolves killed nine sheep near Osmark”", "wolves killed 9 sheep near Osmark!", SAID])
    assert found.clusters == ((0, 1),)


@pytest.mark.parametrize("said", ["", "it rained", "he said that it was so", "😀😀"])
def test_what_says_too_little_is_counted_and_in_no_cluster(said: str) -> None:
    assert echoes([said, said]) == Echoes((), 2)


def test_no_chain_of_small_changes_joins_what_differs() -> None:
    """Both are alike to the statement that lacks their detail, and not to each other."""
    bare = "the minister wrote to the shipyard about the state loan"
    first, second = (bare.replace("minister", f"{one} minister") for one in ("finance", "prime"))
    assert alike(words(bare), words(first))
    assert alike(words(bare), words(second))
    assert len(echoes([bare, first, second]).clusters[0]) == 2
    assert {len(one) for one in echoes([first, second] * 3).clusters} == {3}
