"""Where a claim comes from that many articles make."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.score.echoes import Said, Source, circles, citations_of, echo

OUTLETS = ("The Harbour Post", "Lakeland Daily", "Osmark Record", "Daily")
OFFICIAL = Source("unnamed_described", "a senior official")
POST = Source("other_media", "the Harbour Post’s website")
DAILY = Source("other_media", "Lakeland Daily")
RECORD = Source("other_media", "the Osmark Record")


def said(number: int, outlet: str | None, *sources: Source) -> Said:
    published = datetime(2026, 3, number, tzinfo=UTC)
    return Said(f"a{number}", outlet, published, "m1", "the ferries will be sold", sources)


def test_eleven_articles_one_unnamed_official() -> None:
    """Ten cite the outlet whose own source is an unnamed official, or take its words over."""
    claims = [
        said(1, "The Harbour Post", OFFICIAL),
        *(said(day, "Lakeland Daily", POST) for day in range(2, 9)),
        *(said(day, "Osmark Record", OFFICIAL, POST) for day in range(9, 12)),
    ]
    found = echo(claims, OUTLETS)
    assert len(found.articles) == 11
    assert [(one.words, one.unnamed, len(one.articles)) for one in found.origins] == [
        ("a senior official", True, 4)
    ]
    assert found.citations == (("Lakeland Daily", "The Harbour Post"), ("Osmark Record", "The Harbour Post"))
    assert found.circle == ()


def test_outlets_that_cite_each_other_are_no_source() -> None:
    found = echo([said(1, "Lakeland Daily", POST), said(2, "The Harbour Post", DAILY)], OUTLETS)
    assert found.origins == ()
    assert found.circle == ("Lakeland Daily", "The Harbour Post")


def test_an_outlet_that_has_no_article_here_is_a_source() -> None:
    found = echo([said(1, "Lakeland Daily", RECORD), said(2, "The Harbour Post", RECORD)], OUTLETS)
    assert [(one.identity, one.words) for one in found.origins] == [("other_media", "the Osmark Record")]
    assert found.citations == ()


def test_part_of_a_name_is_the_name_and_unnamed_ones_are_never_joined() -> None:
    lee, mayor = Source("named_person", "Lee"), Source("named_person", "Mayor Ada Lee")
    officials = Source("unnamed_described", "officials")
    found = echo([said(1, "A", lee, officials), said(2, "B", mayor, OFFICIAL)], OUTLETS)
    assert [(one.words, one.articles) for one in found.origins] == [
        ("Mayor Ada Lee", ("a1", "a2")),
        ("a senior official", ("a2",)),
        ("officials", ("a1",)),
    ]


def test_what_is_passed_on_is_cited_and_what_has_no_source_is_named() -> None:
    through = replace(OFFICIAL, through=("the Harbour Post",))
    found = echo([said(1, "The Harbour Post"), said(2, "Lakeland Daily", through)], OUTLETS)
    assert found.unsourced == ("a1",)
    assert found.citations == (("Lakeland Daily", "The Harbour Post"),)


@pytest.mark.parametrize("outlets", [("The Post", "Post"), ("Post", "The Post")])
def test_two_outlets_of_one_name_cite_as_one_whatever_their_order(outlets: tuple[str, str]) -> None:
    own = said(1, outlets[0], Source("other_media", outlets[1]))
    assert citations_of([own], outlets) == {}
    cited = Source("other_media", "the Post")
    assert list(citations_of([said(2, "Lakeland Daily", cited)], outlets)) == [("Lakeland Daily", "Post")]


def test_the_longest_name_is_meant_and_nobody_cites_themselves() -> None:
    claims = [said(1, "Daily", DAILY), said(2, "Lakeland Daily", DAILY), said(3, None, DAILY)]
    assert citations_of(claims, OUTLETS) == {("Daily", "Lakeland Daily"): ("a1",)}


@pytest.mark.parametrize(
    ("citations", "found"),
    [
        ([], []),
        ([("a", "b"), ("b", "c")], []),
        ([("a", "b"), ("b", "a")], [("a", "b")]),
        ([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")], [("a", "b", "c")]),
        ([("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"), ("b", "c")], [("a", "b"), ("c", "d")]),
    ],
)
def test_circles(citations: list[tuple[str, str]], found: list[tuple[str, ...]]) -> None:
    assert circles(citations) == found


NAMES = st.sampled_from("abcdef")


@given(st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1])))
def test_circles_are_disjoint_and_in_no_order_of_their_own(citations: list[tuple[str, str]]) -> None:
    found = circles(citations)
    assert found == circles(reversed(citations))
    assert len({name for one in found for name in one}) == sum(map(len, found))
