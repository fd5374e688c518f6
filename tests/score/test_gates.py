"""Every gate: what brings it on, what just does not, and that the lowest cap counts."""

from __future__ import annotations

import pytest

from annotate.score.gates import GATES
from annotate.score.plan import compile_reading
from annotate.score.total import total
from tests.score.moves import points, the_rubric
from tests.score.small import Claim, Story, claim
from tests.support.scheme import the_scheme

PERSON, SIDE, OTHER = "named_person independent", "named_person side_1", "named_person side_2"
REPORT = "public_record independent"


def held(story: Story) -> set[str]:
    """The names of the gates that hold."""
    plan, own = compile_reading(story.reading, story.article, the_scheme())
    return {name for name, one in total(plan, own, the_rubric()).held.items() if one.holds[0]}


def central(*sources: str) -> Claim:
    return claim(*sources, central=True)


@pytest.mark.parametrize(
    ("gate", "claims", "holds"),
    [
        ("central_without_a_named_source", [central("unnamed_described"), central("vague_collective")], True),
        ("central_without_a_named_source", [central("unnamed_bare"), central()], True),
        ("central_without_a_named_source", [central("unnamed_described generic"), central()], False),
        ("central_without_a_named_source", [central("metonym side_1"), central()], False),
        ("half_of_central_unsourced", [central(PERSON), central("vague_collective")], True),
        ("half_of_central_unsourced", [central(PERSON), central(SIDE), central("unnamed_bare")], False),
        ("central_unsourced", [central(PERSON), central(SIDE), central("unnamed_bare")], True),
        ("central_unsourced", [central(PERSON), central("unnamed_described"), claim()], False),
        ("no_identifiable_source", [central("metonym side_1"), central("unnamed_described")], True),
        ("no_identifiable_source", [central("metonym side_1"), claim("other_media side_1")], False),
        ("one_independent_source", [central(PERSON), claim(PERSON)], True),
        ("one_independent_source", [central("named_person witness")], True),
        ("one_independent_source", [central(SIDE)], False),
        ("one_independent_source", [central(PERSON), claim(SIDE)], False),
        ("one_sided", [central(SIDE)], True),
        ("one_sided", [central(SIDE), claim(f"{SIDE} #b"), claim("named_org unclear")], True),
        ("one_sided", [central(SIDE), claim(OTHER)], False),
        ("one_sided", [central(SIDE), claim(PERSON)], False),
        ("low_coverage", [central(PERSON), *[claim()] * 7], True),
        ("low_coverage", [central(PERSON), *[claim()] * 6], False),
        ("central_on_one_unnamed", [central("unnamed_described generic")], True),
        ("central_on_one_unnamed", [central("unnamed_described specific")], False),
        ("central_on_one_unnamed", [central("unnamed_described", "unnamed_bare", "vague_collective")], True),
        ("central_on_one_unnamed", [central("unnamed_described 2")], False),
        ("central_on_one_unnamed", [central("unnamed_described", "metonym side_1")], False),
        ("central_on_one_unnamed", [central(PERSON), claim("unnamed_described")], False),
        ("central_on_one_unnamed_with_reason", [central("unnamed_described specific")], True),
        ("central_on_one_unnamed_with_reason", [central("unnamed_described generic")], False),
    ],
)
def test_gates(gate: str, claims: list[Claim], holds: bool) -> None:
    assert (gate in held(Story(claims))) is holds


@pytest.mark.parametrize(
    ("accused", "reply", "holds"),
    [
        ("yes", "none", True),
        ("yes", "declined", False),
        ("yes", "prior_position", False),
        ("no", "none", False),
    ],
)
def test_somebody_accused_and_no_reply_sought(accused: str, reply: str, holds: bool) -> None:
    story = Story([central(PERSON)], answers={"genre": "news", "accused": accused, "reply": reply})
    assert ("no_reply_sought" in held(story)) is holds


@pytest.mark.parametrize(
    ("changed", "cap"),
    [
        ([], 100),
        ([central("unnamed_described specific 1")], 74),
        ([central("unnamed_described generic")], 64),
        ([central()], 59),
        ([central(), central(), central()], 49),
    ],
)
def test_the_lowest_cap_counts(changed: list[Claim], cap: int) -> None:
    """A strong article but for what changed in it, so that the cap is what is left of it."""
    strong = [claim(f"{PERSON} #{n}", f"{REPORT} #{n}") for n in range(40)]
    story = Story([*[central(PERSON, REPORT)] * 3, *strong, *changed])
    assert points(story.reading, story.article) == pytest.approx(cap, abs=3 if cap == 100 else 0)


def test_every_gate_has_a_cap_and_a_line_for_the_public() -> None:
    assert set(GATES) == set(the_rubric().gates)
    assert all((gate.__doc__ or "").strip().endswith(".") for gate in GATES.values())
