"""Disagreements one by one and in words, and the lists made of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from annotate.consensus.agreement import Read, words, worst
from annotate.consensus.agreement.differences import Difference, answered, differences, quoted
from annotate.consensus.agreement.worst import Confusion, confusions
from annotate.core import Annotation, Article, Link, Mark, Span
from tests.support import generated
from tests.support.scheme import mark, the_scheme

FIRST, SECOND = "The quay is closed, Ada Lee said.", "It may open in May, officials say."
TEXT = f"{FIRST} {SECOND}"
ARTICLE = Article("a", TEXT, (Span(0, len(FIRST)), Span(len(FIRST) + 1, len(TEXT))))

CLOSED = mark("a1", "ASSERTION", "The quay is closed", TEXT)
LEE = mark("s1", "SOURCE", "Ada Lee", TEXT, identity="named_person", standing="side_1")
MAY = mark("a2", "ASSERTION", "It may open in May", TEXT)
OFFICIALS = mark("s2", "SOURCE", "officials", TEXT, identity="unnamed_bare", standing="unclear")
SAID = Link("attributed_to", "a1", "s1")

DRAWN = generated.annotations(ARTICLE, the_scheme())


def reading(name: str, *marks: Mark, links: tuple[Link, ...] = (), **answers: str) -> Annotation:
    return Annotation("a", name, marks, links, answers)


def told(one: Annotation, other: Annotation) -> list[tuple[str, str, str, str]]:
    found = differences(one, other, TEXT, the_scheme())
    return [(d.topic, d.words, d.one, d.other) for d in found]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([LEE], [LEE], []),
        ([LEE], [], [("SOURCE", "Ada Lee", "SOURCE", "not marked")]),
        ([], [LEE], [("SOURCE", "Ada Lee", "not marked", "SOURCE")]),
        # Another label on the same words is one difference, not two.
        ([LEE], [replace(LEE, label="CUE", attributes={})], [("SOURCE", "Ada Lee", "SOURCE", "CUE")]),
        (
            [LEE],
            [LEE.with_attributes(identity="named_org")],
            [("SOURCE.identity", "Ada Lee", "named_person", "named_org")],
        ),
        ([LEE], [replace(LEE, attributes={"standing": "side_1"})],
         [("SOURCE.identity", "Ada Lee", "named_person", "not chosen")]),
        # Nobody chose, or somebody chose the default: the same.
        ([CLOSED], [CLOSED.with_attributes(kind="fact", weight="supporting")], []),
        # Sides are who stands together, whatever their number.
        ([LEE], [LEE.with_attributes(standing="side_2")], []),
        # A reason that one identity has and the other has not follows from the identity.
        (
            [OFFICIALS.with_attributes(reason="specific")],
            [replace(OFFICIALS, attributes={"identity": "vague_collective", "standing": "unclear"})],
            [("SOURCE.identity", "officials", "unnamed_bare", "vague_collective")],
        ),
        (
            [LEE],
            [replace(LEE, span=Span(LEE.span.start, LEE.span.end + 5))],
            [("SOURCE edges", "Ada Lee", "“Ada Lee”", "“Ada Lee said”")],
        ),
    ],
)  # fmt: skip
def test_marks_that_differ(
    one: list[Mark], other: list[Mark], expected: list[tuple[str, str, str, str]]
) -> None:
    assert told(reading("ada", *one), reading("bob", *other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((SAID,), (SAID,), []),
        ((SAID,), (), [("attributed_to", "The quay is closed", "linked to “Ada Lee”", "not linked")]),
        ((), (SAID,), [("attributed_to", "The quay is closed", "not linked", "linked to “Ada Lee”")]),
        # Without a direction it is the same either way round.
        ((Link("same_claim", "a1", "a2"),), (Link("same_claim", "a2", "a1"),), []),
    ],
)
def test_links_that_differ(
    one: tuple[Link, ...], other: tuple[Link, ...], expected: list[tuple[str, str, str, str]]
) -> None:
    marks = (CLOSED, LEE, MAY)
    assert told(reading("ada", *marks, links=one), reading("bob", *marks, links=other)) == expected


def test_a_link_to_a_mark_that_the_other_lacks_is_not_told_again() -> None:
    found = told(reading("ada", CLOSED, LEE, links=(SAID,)), reading("bob", CLOSED))
    assert found == [("SOURCE", "Ada Lee", "SOURCE", "not marked")]


def test_answers_differ_after_their_defaults_and_not_in_what_is_one_s_own() -> None:
    ada = reading("ada", genre="news", accused="yes", confidence="1", impression="2", note="x")
    bob = reading("bob", genre="news", headline="none", confidence="3", impression="5", note="y")
    (found,) = answered(ada, bob, TEXT, the_scheme())
    assert (found.topic, found.one, found.other) == ("accused", "yes", "not chosen")


@settings(max_examples=50)
@given(DRAWN, DRAWN)
def test_either_sees_the_same_differences(one: Annotation, other: Annotation) -> None:
    assert differences(one, one, TEXT, the_scheme()) == []
    assert len(told(one, other)) == len(told(other, one))


def test_the_worst_comes_first_and_in_its_sentence() -> None:
    ada = reading("ada", CLOSED, LEE, MAY, OFFICIALS, genre="news")
    bob = reading("bob", CLOSED, replace(MAY, attributes={"kind": "prediction"}), genre="analysis")
    cem = replace(ada, annotator="cem")
    quiet = Read(replace(ARTICLE, id="quiet"), (ada, cem))
    found = worst([quiet, Read(ARTICLE, (bob, ada))], the_scheme())
    assert list(found.articles) == ["a"]
    assert [(p.text, p.a, p.b, len(p.differences)) for p in found.passages] == [
        (SECOND, "ada", "bob", 2), (FIRST, "ada", "bob", 1), ("the whole article", "ada", "bob", 1),
    ]  # fmt: skip
    assert found.confusions[0] == Confusion("label", "SOURCE", "not marked", 2)
    assert found.sections["Nobody says it"] == 2


def test_confusions_do_not_ask_who_made_which() -> None:
    def kinds(one: str, other: str) -> Difference:
        return Difference("ASSERTION.kind", Span(0, 1), "x", one, other)

    edges = Difference("ASSERTION edges", Span(0, 1), "x", "“x”", "“xy”")
    found = confusions([kinds("fact", "motive"), kinds("motive", "fact"), edges, kinds("fact", "common")])
    assert [(one.one, one.other, one.n) for one in found] == [("fact", "motive", 2), ("common", "fact", 1)]


def test_what_touches_a_central_claim_comes_first() -> None:
    central = CLOSED.with_attributes(weight="central")
    one = reading("ada", central, LEE)
    found = worst([Read(ARTICLE, (one, reading("bob", central, MAY, OFFICIALS)))], the_scheme())
    assert [(p.text, p.central, len(p.differences)) for p in found.passages] == [
        (FIRST, True, 1), (SECOND, False, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("topic", "value", "expected"),
    [
        ("SOURCE.identity", "named_org", ("Source: Who is it", "Named organisation")),
        ("SOURCE edges", "“x”", ("Source: edges", "“x”")),
        ("SOURCE", "not marked", ("Source", "not marked")),
        ("SOURCE", "CUE", ("Source", "Cue")),
        ("reply", "quoted", ("Reply of the accused", "Quoted")),
        ("signs", "no_byline,no_date", ("Signs (for the lead only, never a finding)", "No byline; No date")),
        ("attributed_to", "not linked", ("Link: attributed to", "not linked")),
    ],
)
def test_words_are_the_scheme_s(topic: str, value: str, expected: tuple[str, str]) -> None:
    assert (words.topic(topic, the_scheme()), words.choice(topic, value, the_scheme())) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [("a\n\nb", "“a b”"), ("abcdefgh", "“abcdefgh”"), ("abcdefghi", "“abcd … fghi”")],
)
def test_quoted(given: str, expected: str) -> None:
    assert quoted(given, most=8) == expected
