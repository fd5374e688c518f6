"""An annotator held against a key: what counts as alike, and of how much."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from annotate.consensus.against import Tally, against
from annotate.core import Annotation, Article, Link, Mark, Span
from tests.support import generated
from tests.support.scheme import mark, the_scheme

TEXT = "The quay is closed, Ada Lee said. It may open in May, officials say."
ARTICLE = Article("a", TEXT)
CLOSED = mark("a1", "ASSERTION", "The quay is closed", TEXT)
LEE = mark("s1", "SOURCE", "Ada Lee", TEXT, identity="named_person", standing="side_1")
SAID = Link("attributed_to", "a1", "s1")
KEY = Annotation("a", "ruth", (CLOSED, LEE), (SAID,))
DRAWN = generated.annotations(ARTICLE, the_scheme())
ASKED = {"origin": Tally(2, 2), "headline": Tally(2, 2)}
"""Answers with a default, in which whoever says nothing agrees."""


def held(*marks: Mark, links: tuple[Link, ...] = ()) -> dict[str, Tally]:
    found = against(Annotation("a", "ada", marks, links), KEY, ARTICLE, the_scheme()).tallies
    assert ASKED.items() <= found.items()
    return {topic: tally for topic, tally in found.items() if topic not in ASKED}


@pytest.mark.parametrize(
    ("marks", "links", "expected"),
    [
        ((), (), {"ASSERTION": (0, 1), "SOURCE": (0, 1), "attributed_to": (0, 1)}),
        (
            (CLOSED,),
            (),
            {
                "ASSERTION": (2, 2),
                "ASSERTION.kind": (2, 2),
                "ASSERTION.weight": (2, 2),
                "SOURCE": (0, 1),
                "attributed_to": (0, 1),
            },
        ),
        # A value that nobody chose is no choice; another number for the same side is the same.
        (
            (replace(LEE, attributes={"standing": "side_2"}),),
            (),
            {
                "ASSERTION": (0, 1),
                "SOURCE": (2, 2),
                "SOURCE.identity": (0, 1),
                "SOURCE.standing": (2, 2),
                "attributed_to": (0, 1),
            },
        ),
        # Edges may be off by less than half.
        (
            (replace(CLOSED, span=Span(4, 18)), LEE),
            (SAID,),
            {
                "ASSERTION": (2, 2),
                "ASSERTION.kind": (2, 2),
                "ASSERTION.weight": (2, 2),
                "SOURCE": (2, 2),
                "SOURCE.identity": (2, 2),
                "SOURCE.standing": (2, 2),
                "attributed_to": (2, 2),
            },
        ),
    ],
)
def test_what_is_alike_counts_on_both_sides(
    marks: tuple[Mark, ...], links: tuple[Link, ...], expected: dict[str, tuple[int, int]]
) -> None:
    assert held(*marks, links=links) == {topic: Tally(*counts) for topic, counts in expected.items()}


def test_the_differences_say_first_what_the_annotator_did() -> None:
    bens = Annotation("a", "ben", (CLOSED, LEE.with_attributes(identity="metonym")), (SAID,))
    (found,) = against(bens, KEY, ARTICLE, the_scheme()).differences
    assert (found.topic, found.one, found.other) == ("SOURCE.identity", "metonym", "named_person")


@given(DRAWN, DRAWN)
@settings(max_examples=60, deadline=None)
def test_it_is_whole_for_the_key_itself_symmetric_and_never_above_one(
    one: Annotation, other: Annotation
) -> None:
    scheme = the_scheme()
    assert against(one, one, ARTICLE, scheme).whole.accuracy == 1
    found, back = against(one, other, ARTICLE, scheme), against(other, one, ARTICLE, scheme)
    assert found.whole == back.whole
    assert all(0 <= tally.alike <= tally.made for tally in found.tallies.values())


def test_where_neither_decided_anything_there_is_no_accuracy() -> None:
    assert Tally().accuracy is None
