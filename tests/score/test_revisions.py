"""What changed in the sourcing of an article, claim by claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core import Annotation
from annotate.score.echoes import Said, Source
from annotate.score.revisions import answered, changes

SOLD = "the ministry will sell all fourteen ferries before the end of June"
SOLD_NOW = "the ministry would sell the fourteen ferries before the end of July"
RAIN = "wolves have killed ninety sheep in the upper valley"
OFFICIAL, OTHERS = Source("unnamed_described", "an official"), Source("unnamed_described", "two officials")
LEE, MAYOR, MAAS = (Source("named_person", words) for words in ("Lee", "Mayor Ada Lee", "Piet Maas"))


def said(words: str, *sources: Source, mark: str = "m1") -> Said:
    return Said("a", None, None, mark, words, sources)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([said(SOLD, LEE)], [said(SOLD, MAYOR)], []),
        ([said(SOLD, LEE, MAAS)], [said(SOLD_NOW, LEE)], [("source removed", "Piet Maas", None, 2, 2, 1)]),
        ([said(SOLD, LEE)], [said(SOLD)], [("source removed", "Lee", None, 1, 1, 0)]),
        ([said(SOLD)], [said(SOLD, LEE)], [("source added", "Lee", None, 1, 1, 1)]),
        ([said(SOLD, OFFICIAL)], [said(SOLD, LEE)], [("source named", "an official", "Lee", 0, 0, 1)]),
        (
            [said(SOLD, MAYOR)],
            [said(SOLD, OFFICIAL)],
            [("source no longer named", "Mayor Ada Lee", "an official", 0, 0, 1)],
        ),
        (
            [said(SOLD, OFFICIAL)],
            [said(SOLD, OTHERS)],
            [
                ("source removed", "an official", None, 1, 1, 1),
                ("source added", "two officials", None, 1, 1, 1),
            ],
        ),
        (
            [said(SOLD, LEE)],
            [said(RAIN)],
            [("claim removed", None, None, 0, 0, 1), ("claim added", None, None, 0, 0, 0)],
        ),
    ],
)  # fmt: skip
def test_what_became_of_a_claim(
    old: list[Said], new: list[Said], found: list[tuple[str, str | None, str | None, int, int, int]]
) -> None:
    got = changes(old, new, frozenset(), frozenset())
    assert [
        (
            one.what,
            one.source and one.source.words,
            one.other and one.other.words,
            one.place,
            one.of,
            one.left,
        )
        for one in got
    ] == found


def test_a_claim_is_central_where_either_text_rests_on_it() -> None:
    old, new = [said(SOLD, LEE, mark="m3")], [said(SOLD, mark="m7")]
    for central, was in ((frozenset({"m7"}), frozenset[str]()), (frozenset[str](), frozenset({"m3"}))):
        (one,) = changes(old, new, central, was)
        assert one.central


def test_each_claim_is_known_again_once_by_the_most_alike() -> None:
    twice = [said(SOLD, LEE), said(SOLD_NOW, LEE)]
    (one,) = changes([said(SOLD_NOW, LEE)], twice, frozenset(), frozenset())
    assert (one.what, one.claim) == ("claim added", SOLD)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"accused": "no"}, {"accused": "yes"}, [("accused", "no", "yes")]),
        ({"reply": "none"}, {"reply": "quoted"}, [("reply", "none", "quoted")]),
        ({"reply": "quoted"}, {"reply": "quoted"}, []),
        # Whoever is accused no longer has nothing to reply to, and what one text leaves open is not compared.
        ({"accused": "yes"}, {"accused": "no"}, [("accused", "yes", "no")]),
        ({"reply": "none"}, {"reply": "not_applicable"}, []),
        ({}, {"headline": "surer_than_the_text"}, []),
        ({"genre": "news", "note": "short"}, {"genre": "analysis", "note": "long"}, []),
    ],
)  # fmt: skip
def test_answers_on_the_article_that_are_others_now(
    before: dict[str, str], after: dict[str, str], found: list[tuple[str, str, str]]
) -> None:
    got = answered(*(Annotation("a", "ruth", answers=answers) for answers in (before, after)))
    assert [(one.question, one.before, one.after) for one in got] == found


CLAIMS = st.lists(
    st.builds(
        said,
        st.sampled_from([SOLD, SOLD_NOW, RAIN, "", "“!”"]),
        st.sampled_from([OFFICIAL, LEE, MAAS]),
        mark=st.sampled_from(["m1", "m2"]),
    ),
    max_size=6,
)


@given(CLAIMS)
def test_a_text_beside_itself_has_not_changed(claims: list[Said]) -> None:
    found = changes(claims, claims, frozenset(), frozenset())
    assert not [one for one in found if one.what.startswith("claim")]
    assert len({one.words for one in claims}) < len(claims) or not found


@given(CLAIMS, CLAIMS)
def test_claims_that_came_less_those_that_went_are_the_difference(old: list[Said], new: list[Said]) -> None:
    found = [one.what for one in changes(old, new, frozenset(), frozenset())]
    assert found.count("claim added") - found.count("claim removed") == len(new) - len(old)
