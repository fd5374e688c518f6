"""What another annotator chose where this one chose so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from weakref import ReferenceType, ref

import pytest

from annotate.consensus import Observed, ballots, observed
from annotate.consensus.agreement import Read
from annotate.core import Annotation, Article, Link
from tests.support.scheme import mark, the_scheme
from tests.support.simulated import Simulated, read_by, truths

TEXT = "The quay is closed, Ada Lee said. It may open in May, officials say."
ARTICLE = Article("a", TEXT)
CLOSED = mark("a1", "ASSERTION", "The quay is closed", TEXT)
MAY = mark("a2", "ASSERTION", "It may open in May", TEXT)
LEE = mark("s1", "SOURCE", "Ada Lee", TEXT, identity="named_person")
SAID, SAME = Link("attributed_to", "a1", "s1"), Link("same_claim", "a1", "a2")


def by(name: str, *links: Link, kind: str = "fact") -> Annotation:
    return Annotation("a", name, (CLOSED.with_attributes(kind=kind), MAY, LEE), links)


def seen(read: Sequence[Read]) -> Observed:
    return observed(ballots(read, the_scheme()), the_scheme())


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("fact", "fact"), {"fact": {"fact": 4.0}}),
        (("fact", "motive"), {"fact": {"fact": 2.0, "motive": 1.0}, "motive": {"fact": 1.0}}),
        # Of three each choice stands against two others and still counts as one.
        (("fact", "fact", "motive"), {"fact": {"fact": 4.0, "motive": 1.0}, "motive": {"fact": 1.0}}),
    ],
)
def test_choices(kinds: tuple[str, ...], expected: dict[str, dict[str, float]]) -> None:
    readings = tuple(by(f"r{n}", kind=kind) for n, kind in enumerate(kinds))
    found = seen([Read(ARTICLE, readings)]).choices["ASSERTION.kind"]
    assert {value: row for value, row in found.items() if row} == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([SAID], [SAID], (2.0, 2.0)),
        ([SAID], [], (1.0, 0.0)),
        # A second source that the other does not give is one that was not given.
        ([SAID, Link("attributed_to", "a1", "s2")], [SAID], (3.0, 2.0)),
        ([], [], (0.0, 0.0)),
        # Without a direction it is the same either way round.
        ([SAME], [Link("same_claim", "a2", "a1")], (2.0, 2.0)),
    ],
)
def test_links(one: list[Link], other: list[Link], expected: tuple[float, float]) -> None:
    found = seen([Read(ARTICLE, (by("x", *one), by("y", *other)))])
    type_ = (one or [SAID])[0].type
    assert found.links[type_] == expected


def test_a_source_that_the_other_did_not_mark_was_not_given() -> None:
    without = replace(by("y"), marks=(CLOSED, MAY))
    found = seen([Read(ARTICLE, (by("x", SAID), without))])
    assert found.links["attributed_to"] == (1.0, 0.0)


def test_a_source_of_what_the_other_did_not_mark_says_nothing() -> None:
    without = replace(by("y"), marks=(MAY,))
    found = seen([Read(ARTICLE, (by("x", SAID), without))])
    assert found.links["attributed_to"] == (0.0, 0.0)
    assert found.marks["ASSERTION"] == (3.0, 2.0)


def test_two_of_a_skill_differ_as_often_as_that_says() -> None:
    """Each is right with 0.8 and else anywhere: of six kinds they agree with 0.8² + 0.2²/5."""
    people = [Simulated("ada", 0.8), Simulated("bob", 0.8)]
    found = seen(read_by(people, truths(60)))
    rows = found.choices["ASSERTION.kind"]
    agreed = sum(rows[kind].get(kind, 0) for kind in rows) / sum(sum(row.values()) for row in rows.values())
    assert agreed == pytest.approx(0.8**2 + 0.2**2 / 5, abs=0.05)
    assert found.articles == 60


def test_articles_are_held_one_at_a_time() -> None:
    """A campaign's table of disagreement is made from all that it has read; its memory does not grow."""
    alive: list[int] = []

    def some() -> Iterator[Read]:
        gone: list[ReferenceType[Article]] = []
        for number in range(20):
            article = replace(ARTICLE, id=f"a{number}")
            gone.append(ref(article))
            yield Read(article, (by("x", SAID), by("y")))
            del article
            alive.append(sum(one() is not None for one in gone))

    found = ballots(some(), the_scheme())
    assert found.articles == len(alive) == 20
    assert max(alive) == 1
    assert found.units["ASSERTION.kind"] == {(("x", "fact"), ("y", "fact")): 40}
