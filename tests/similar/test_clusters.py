"""Groups of texts: of a few exactly, of many through MinHash."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.similar.clusters import clusters, contained
from annotate.similar.joined import Joined

STORY = (
    "The harbour board closed three of its coal piers on Monday after a crane fell into the water at dawn."
)
CORRECTED = STORY.replace("three", "four")
OTHER = "A choir sang in the square while the mayor looked on and the lanterns were lit one by one."


@pytest.mark.parametrize("grouping", [clusters, contained])
@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        ([], []),
        ([STORY], [[0]]),
        (["", ""], [[0], [1]]),
        ([STORY, OTHER, STORY.upper()], [[0, 2], [1]]),
        ([OTHER, CORRECTED, STORY], [[0], [1, 2]]),
    ],
)
def test_alike_and_not_alike(grouping, texts, groups) -> None:
    assert grouping(texts) == groups


def test_what_was_cut_short_is_contained_and_not_similar() -> None:
    assert contained([STORY, STORY[:45]]) == [[0, 1]]
    assert clusters([STORY, STORY[:45]]) == [[0], [1]]


@given(st.lists(st.integers(0, 20)), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_sets_are_closed_disjoint_and_named_by_their_lowest(more, pairs) -> None:
    keys = sorted({*more, *(key for pair in pairs for key in pair)})
    joined = Joined(keys)
    for one, other in pairs:
        joined.join(one, other)
    assert all(joined.name(one) == joined.name(other) for one, other in pairs)
    assert all(name == min(members) for name, members in joined.sets().items())
    assert sorted(key for members in joined.sets().values() for key in members) == keys


def test_many_groups_are_found_again() -> None:
    """300 stories in three versions each, a word in thirty another: none lost, and no two stories joined."""
    random = Random(1)  # noqa: S311 - no secret
    texts, group = [], []
    for number in range(300):
        words = [f"{number}-{random.randrange(40)}" for _ in range(60)]
        for _ in range(3):
            texts.append(" ".join("other" if random.random() < 1 / 30 else word for word in words))
            group.append(number)
    found = clusters(texts)
    assert sum(len(one) == 3 for one in found) >= 295
    assert all(len({group[at] for at in one}) == 1 for one in found)
