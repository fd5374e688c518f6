"""The line of the guidelines that should have settled a difference."""

from __future__ import annotations

import pytest

from annotate.consensus.agreement.differences import Difference
from annotate.consensus.agreement.guidelines import SECTIONS, costliest, rules, section
from annotate.core import Span
from annotate.resources import shipped
from tests.support.scheme import the_scheme

GUIDELINES = shipped("config", "guidelines.md").read_text("utf-8")
SMALL = """# Who is it: identity

The noun decides.

> [S vague_collective: Many] [C: said] [A: the plan was dead].

| a | table |

A stated role makes a source **described**. *Analysts*, *critics* are vague.

> [S unnamed_bare 2: People familiar with the matter] [C: said] [A: it].

A **public record** can be looked up.

## Kind: go by the main verb

<!-- table: made from the scheme -->
A line of the scheme's own.
<!-- end of table -->
- **fact**: a record could settle it.
"""


def difference(topic: str, one: str, other: str, words: str = "them") -> Difference:
    return Difference(topic, Span(0, 4), words, one, other)


def test_rules_are_the_lines_of_prose_with_their_examples() -> None:
    assert [(rule.number, rule.section, len(rule.examples)) for rule in rules(SMALL)] == [
        (3, "Who is it: identity", 1),
        (9, "Who is it: identity", 1),
        (13, "Who is it: identity", 0),
        (20, "Kind: go by the main verb", 0),
    ]


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (difference("SOURCE.identity", "public_record", "named_org"), 13),
        (difference("SOURCE.identity", "unnamed_described", "named_org"), 9),
        # Named in an example alone.
        (difference("SOURCE.identity", "unnamed_bare", "named_org"), 9),
        # The very words.
        (difference("SOURCE.identity", "vague_collective", "named_org", "critics"), 9),
        (difference("SOURCE.identity", "vague_collective", "named_org", "many"), 3),
        # Nothing tells: the first line of the section.
        (difference("SOURCE edges", "“a”", "“an a”"), 3),
        (difference("ASSERTION.kind", "fact", "motive"), 20),
        # No such section here.
        (difference("reply", "quoted", "none"), None),
        (difference("SOURCE.desk", "foreign", "home"), None),
    ],
)
def test_the_line_that_says_most_about_it(one: Difference, line: int | None) -> None:
    (found,) = costliest([one, one], SMALL, the_scheme())
    assert (found.number, found.n) == (line, 2)
    assert found.text == "" or "*" not in found.text


def test_the_costliest_line_comes_first() -> None:
    kinds = [difference("ASSERTION.kind", "fact", "motive")] * 3
    found = costliest([difference("SOURCE edges", "“a”", "“b”"), *kinds], SMALL, the_scheme())
    assert [(one.number, one.n) for one in found] == [(20, 3), (3, 1)]


@pytest.mark.parametrize(
    ("one", "begins"),
    [
        (difference("SOURCE.identity", "metonym", "named_org"), "A government, ministry, seat"),
        (difference("SOURCE.identity", "named_org", "public_record"), "A public record"),
        (difference("ASSERTION.kind", "position", "fact"), "fact: a record could settle it"),
        (difference("SOURCE.standing", "witness", "unclear"), "A witness saw it"),
        (difference("CUE.stance", "neutral", "distancing"), "Stance: distancing"),
        (difference("CUE", "CUE", "HEDGE", "suggest"), "Suggest, indicate"),
        (difference("reply", "prior_position", "none"), "Reply of the accused"),
    ],
)
def test_the_shipped_guidelines_have_it(one: Difference, begins: str) -> None:
    (found,) = costliest([one], GUIDELINES, the_scheme())
    assert found.text.startswith(begins)
    assert found.number is not None
    assert begins.split()[1] in GUIDELINES.splitlines()[found.number - 1].replace("*", "")


def test_the_guidelines_have_the_sections_that_differences_lead_to() -> None:
    guidelines = shipped("config", "guidelines.md").read_text("utf-8")
    headings = {line.lstrip("# ") for line in guidelines.splitlines() if line.startswith("#")}
    assert set(SECTIONS.values()) <= headings


def test_every_topic_has_its_section_and_a_team_s_own_stands_for_itself() -> None:
    scheme = the_scheme()
    topics = [
        *(label.name for label in scheme.labels),
        *(f"{label.name}.{one.name}" for label in scheme.labels for one in label.attributes),
        *(kind.name for kind in scheme.links if not kind.inferred),
    ]
    assert {section(topic) for topic in topics} <= set(SECTIONS.values())
    assert section("SOURCE edges") == section("SOURCE.identity")
    assert section("ours") == "ours"
