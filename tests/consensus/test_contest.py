"""What the readings of an article differ on, and which of it touches a central claim."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from annotate.consensus.contest import contest
from annotate.core import Annotation, Article, Link, Mark
from tests.support import generated
from tests.support.scheme import mark, the_scheme

TEXT = "The quay is closed, Ada Lee said. It may open in May, officials say."
ARTICLE = Article("a", TEXT)
CLOSED = mark("a1", "ASSERTION", "The quay is closed", TEXT, weight="central")
LEE = mark("s1", "SOURCE", "Ada Lee", TEXT, identity="named_person")
MAY = mark("a2", "ASSERTION", "It may open in May", TEXT)
OFFICIALS = mark("s2", "SOURCE", "officials", TEXT, identity="unnamed_bare")
SAID, SAY = Link("attributed_to", "a1", "s1"), Link("attributed_to", "a2", "s2")
ADA = Annotation("a", "ada", (CLOSED, LEE, MAY, OFFICIALS), (SAID, SAY), {"genre": "news"})


def ben(*marks: Mark, links: tuple[Link, ...] = (SAID, SAY), **answers: str) -> Annotation:
    return Annotation("a", "ben", marks, links, {"genre": "news", **answers})


@pytest.mark.parametrize(
    ("other", "central", "rest"),
    [
        (ben(CLOSED, LEE, MAY, OFFICIALS), [], []),
        # The source of a central claim, and that of another one.
        (ben(CLOSED, LEE.with_attributes(identity="metonym"), MAY, OFFICIALS), ["SOURCE.identity"], []),
        (ben(CLOSED, LEE, MAY, OFFICIALS.with_attributes(identity="metonym")), [], ["SOURCE.identity"]),
        # One alone takes the claim for central: enough.
        (ben(replace(CLOSED, attributes={}), LEE, MAY, OFFICIALS), ["ASSERTION.weight"], []),
        (ben(CLOSED, LEE, MAY.with_attributes(weight="central"), OFFICIALS), ["ASSERTION.weight"], []),
        # A link that is missing counts with the claim that it starts from.
        (ben(CLOSED, LEE, MAY, OFFICIALS, links=(SAY,)), ["attributed_to"], []),
        (ben(CLOSED, LEE, MAY, OFFICIALS, links=(SAID,)), [], ["attributed_to"]),
        # Questions about the whole article touch every claim, and so none in particular.
        (ben(CLOSED, LEE, MAY, OFFICIALS, genre="analysis"), [], ["genre"]),
    ],
)
def test_what_touches_a_central_claim_is_told_apart(
    other: Annotation, central: list[str], rest: list[str]
) -> None:
    found = contest([ADA, other], ARTICLE, the_scheme())
    assert [one.topic for one in found.central] == central
    assert [one.topic for one in found.other] == rest


def test_the_same_difference_of_several_pairs_is_told_once() -> None:
    others = [replace(ben(CLOSED, LEE, MAY), annotator=name, links=(SAID,)) for name in ("ben", "cleo")]
    assert contest([ADA, *others], ARTICLE, the_scheme()).differences == 1


def test_whatever_touches_a_central_claim_is_served_before_what_does_not() -> None:
    one_central = contest([ADA, ben(CLOSED, MAY, OFFICIALS, links=(SAY,))], ARTICLE, the_scheme())
    many_others = contest([ADA, ben(CLOSED, LEE, links=(SAID,), genre="opinion")], ARTICLE, the_scheme())
    assert len(one_central.central) == 1 < many_others.differences
    assert one_central.rank < many_others.rank < contest([ADA], ARTICLE, the_scheme()).rank == 1


@given(generated.annotations(ARTICLE, the_scheme()), generated.annotations(ARTICLE, the_scheme()))
@settings(max_examples=50, deadline=None)
def test_one_alone_has_nothing_to_decide_and_the_order_does_not_matter(
    one: Annotation, other: Annotation
) -> None:
    scheme, other = the_scheme(), replace(other, annotator="ben")
    assert contest([one], ARTICLE, scheme).differences == 0
    assert contest([one, replace(one, annotator="ben")], ARTICLE, scheme).differences == 0
    assert contest([one, other], ARTICLE, scheme) == contest([other, one], ARTICLE, scheme)
