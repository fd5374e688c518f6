"""Nothing is guessed, nothing good is thrown out."""

import pytest

from annotate.core import Annotation, Link, Mark, Span
from annotate.core.article import text_sha256
from annotate.core.errors import Refused
from annotate.scheme import check
from tests.support.scheme import mark, reading, the_scheme

TEXT = "City sat on report\n\nThe city hid it, two officials said. She may answer, Reyes said."

CLAIM = mark("a1", "ASSERTION", "The city hid it", TEXT)
TITLE = mark("a2", "ASSERTION", "City sat on report", TEXT)
OFFICIALS = mark("s1", "SOURCE", "two officials", TEXT, identity="unnamed_described", number="2")
REYES = mark("s2", "SOURCE", "Reyes", TEXT, identity="named_person")
SAID = mark("c1", "CUE", "said", TEXT)
MAY = mark("h1", "HEDGE", "may", TEXT)


def checked(*marks: Mark, links: tuple[Link, ...] = (), **answers: str):
    return check(reading(*marks, links=links, **answers), TEXT, the_scheme())


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        (Mark("x", "QUOTE", Span(0, 4)), "no label 'QUOTE'"),
        (Mark("x", "SOURCE", Span(0, 9999)), f"the text ends at {len(TEXT)}"),
        (Mark("x", "SOURCE", Span(18, 20)), "only blanks"),
        (Mark("a1", "SOURCE", Span(0, 4)), "same id"),
    ],
)
def test_a_bad_mark_refuses_the_annotation_with_its_reason(bad: Mark, complaint: str) -> None:
    with pytest.raises(Refused, match=complaint):
        checked(CLAIM, bad)


def test_an_annotation_of_another_text_is_refused() -> None:
    other = Annotation(article="a", annotator="ada", text_sha256=text_sha256("another text"))
    with pytest.raises(Refused, match="another text"):
        check(other, TEXT, the_scheme())


@pytest.mark.parametrize(
    ("one", "other", "type_", "expected"),
    [
        (CLAIM, OFFICIALS, "", ("attributed_to", "a1", "s1")),
        (OFFICIALS, CLAIM, "", ("attributed_to", "a1", "s1")),
        (CLAIM, SAID, "", ("cued_by", "a1", "c1")),
        (SAID, CLAIM, "", ("cued_by", "a1", "c1")),
        (CLAIM, MAY, "", ("hedged_by", "a1", "h1")),
        (MAY, CLAIM, "", ("hedged_by", "a1", "h1")),
        (OFFICIALS, REYES, "", ("same_source", "s2", "s1")),
        (REYES, OFFICIALS, "", ("same_source", "s2", "s1")),
        (TITLE, CLAIM, "", ("same_claim", "a1", "a2")),
        (CLAIM, TITLE, "", ("same_claim", "a1", "a2")),
        (OFFICIALS, REYES, "via", ("via", "s1", "s2")),
        (REYES, OFFICIALS, "via", ("via", "s2", "s1")),
        (CLAIM, TITLE, "responds_to", ("responds_to", "a1", "a2")),
        (TITLE, CLAIM, "responds_to", ("responds_to", "a2", "a1")),
        (SAID, REYES, "", None),
        (MAY, SAID, "", None),
        (SAID, SAID, "", None),
        (CLAIM, OFFICIALS, "via", None),
        (CLAIM, OFFICIALS, "unheard_of", None),
    ],
)
def test_a_link_follows_from_its_ends(
    one: Mark, other: Mark, type_: str, expected: tuple[str, str, str] | None
) -> None:
    result = checked(TITLE, CLAIM, OFFICIALS, REYES, SAID, MAY, links=(Link(type_, one.id, other.id),))
    assert [(link.type, link.from_id, link.to_id) for link in result.annotation.links] == (
        [expected] if expected else []
    )
    assert len(result.dropped) == (0 if expected else 1)


def test_a_link_drawn_both_ways_is_one() -> None:
    both = (Link("", "a1", "s1"), Link("", "s1", "a1"))
    result = checked(CLAIM, OFFICIALS, links=both)
    assert len(result.annotation.links) == 1
    assert [str(one) for one in result.dropped] == ["attributed_to s1 to a1: drawn twice"]


@pytest.mark.parametrize(
    ("attributes", "kept", "reason"),
    [
        ({"kind": "motive"}, {"kind": "motive"}, None),
        ({"kind": "rumour"}, {}, "'rumour' is none of"),
        ({"identity": "named_person"}, {}, "ASSERTION has no such attribute"),
    ],
)
def test_a_bad_attribute_is_dropped_alone(
    attributes: dict[str, str], kept: dict[str, str], reason: str | None
) -> None:
    result = checked(CLAIM.with_attributes(**attributes))
    assert dict(result.annotation.marks[0].attributes) == kept
    assert [reason in one.reason for one in result.dropped if reason] == ([True] if reason else [])


@pytest.mark.parametrize("attribute", ["reason", "number"])
def test_a_named_source_has_no_reason_for_anonymity(attribute: str) -> None:
    value = {"reason": "generic", "number": "2"}[attribute]
    result = checked(REYES.with_attributes(**{attribute: value}))
    assert dict(result.annotation.marks[0].attributes) == {"identity": "named_person"}
    assert result.dropped[0].reason == "does not apply to this mark"


def test_the_same_span_twice_is_one_mark_that_keeps_all_links() -> None:
    twin = Mark("a9", "ASSERTION", CLAIM.span, {"weight": "central"})
    result = checked(CLAIM, twin, OFFICIALS, links=(Link("", "a9", "s1"),))
    assert [one.id for one in result.annotation.marks] == ["a1", "s1"]
    assert result.annotation.marks[0].attributes == {"weight": "central"}
    assert result.annotation.links == (Link("attributed_to", "a1", "s1"),)


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ({"genre": "news"}, {"genre": "news"}),
        ({"genre": "poem"}, {}),
        ({"impression": "5"}, {"impression": "5"}),
        ({"impression": "6"}, {}),
        ({"signs": "no_byline,no_date"}, {"signs": "no_byline,no_date"}),
        ({"signs": "no_byline,typos"}, {}),
        ({"note": "anything at all"}, {"note": "anything at all"}),
        ({"mood": "good"}, {}),
    ],
)
def test_an_answer_must_be_one_of_those_offered(answers: dict[str, str], kept: dict[str, str]) -> None:
    result = checked(CLAIM, **answers)
    assert dict(result.annotation.answers) == kept
    assert len(result.dropped) == len(answers) - len(kept)


def test_checking_again_changes_nothing() -> None:
    links = (Link("", "s1", "a1"), Link("", "a2", "a1"), Link("via", "s1", "s2"))
    once = checked(TITLE, CLAIM, OFFICIALS, REYES, links=links).annotation
    again = check(once, TEXT, the_scheme())
    assert (again.annotation, again.dropped) == (once, ())
