"""Coverage, corroboration, breadth and reply: each rule as a table."""

from __future__ import annotations

import math

import pytest

from annotate.score.criteria import CRITERIA
from annotate.score.plan import compile_reading
from annotate.score.rubric import Rubric
from annotate.score.view import view
from tests.score.moves import the_rubric
from tests.score.small import Claim, Story, claim
from tests.support.scheme import the_scheme

PERSON, OTHER = "named_person independent", "named_person side_2 #other"


def value(criterion: str, story: Story, rubric: Rubric | None = None) -> float:
    plan, own = compile_reading(story.reading, story.article, the_scheme())
    return float(CRITERIA[criterion](view(plan, own, rubric or the_rubric())).value[0])


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (claim(), 0.0),
        (claim("named_person side_1"), 1.0),
        (claim("metonym side_1"), 1.0),
        (claim("unnamed_described"), 0.7),
        (claim("unnamed_described generic"), 0.85),
        (claim("unnamed_described specific"), 1.0),
        (claim("unnamed_bare"), 0.4),
        (claim("vague_collective"), 0.0),
        (claim("unnamed_bare", "unnamed_described", "vague_collective"), 0.7),
    ],
)
def test_coverage_counts_the_best_source(one: Claim, expected: float) -> None:
    assert value("coverage", Story([one])) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        # A sentence with a central assertion weighs two.
        ([claim(central=True), claim(PERSON)], 1 / 3),
        ([claim(), claim(PERSON)], 1 / 2),
        # Common knowledge is left out up to a tenth of the weight; the rest counts as fact.
        ([claim(kind="common"), *[claim(PERSON)] * 9], 1.0),
        ([claim(kind="common"), claim(PERSON)], 1 / 1.8),
        # A central claim is never common knowledge.
        ([claim(kind="common", central=True), *[claim(PERSON)] * 18], 18 / 20),
    ],
)
def test_weights(claims: list[Claim], expected: float) -> None:
    assert value("coverage", Story(claims)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([claim(PERSON, central=True)], 0.0),
        # Two sources, one of them identifiable, not one-sided.
        ([claim(PERSON, "unnamed_described", central=True)], 1.0),
        ([claim("named_person side_1", "named_person side_2", central=True)], 1.0),
        ([claim("metonym side_1", "named_org side_2", central=True)], 1.0),
        # Two of any other kind.
        ([claim("named_person side_1", "named_person side_1 #b", central=True)], 0.5),
        ([claim("metonym side_1", "metonym side_2", central=True)], 0.5),
        ([claim("unnamed_described generic", "unnamed_described #b", central=True)], 0.5),
        ([claim("unnamed_described", "unnamed_described #b", central=True)], 0.25),
        # A plural is one source; vague and bare ones do not count.
        ([claim("unnamed_described specific 3+", central=True)], 0.0),
        ([claim(PERSON, "unnamed_bare", "vague_collective", central=True)], 0.0),
        # Answered by an identifiable source of another side.
        ([claim("named_person side_1", central=True), claim(OTHER, answers=0)], 0.5),
        ([claim("named_person side_2", central=True), claim(OTHER, answers=0)], 0.0),
        ([claim("named_person side_1", central=True), claim("metonym side_2", answers=0)], 0.0),
        ([claim("unnamed_described side_1", central=True), claim(OTHER, answers=0)], 0.5),
        ([claim(central=True), claim(PERSON, answers=0)], 0.0),
        # One record, document or own observation that is independent.
        ([claim("public_record independent", central=True)], 0.5),
        ([claim("own_observation witness", central=True)], 0.5),
        ([claim("private_document side_1", central=True)], 0.0),
        # A party's own position needs nobody else; without a source it is a fact like any other.
        ([claim("named_person side_1", kind="position", central=True), claim(PERSON, central=True)], 0.0),
        ([claim("named_person side_1", kind="position", central=True)], math.nan),
        ([claim("vague_collective", kind="position", central=True)], 0.0),
        # Supporting claims do not matter here, and the mean is weighted.
        ([claim(PERSON, "metonym side_1", central=True), claim(central=True), claim()], 0.5),
        ([claim(PERSON)], math.nan),
    ],
)
def test_corroboration(claims: list[Claim], expected: float) -> None:
    assert value("corroboration", Story(claims)) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([], 0.0),
        ([PERSON], 0.0),
        ([PERSON, "named_org side_1"], 0.25),
        ([PERSON, PERSON, PERSON], 0.0),
        ([PERSON, "metonym side_1", "unnamed_described", "vague_collective"], 0.0),
        ([f"{PERSON} #{n}" for n in range(5)], 1.0),
        ([f"{PERSON} #{n}" for n in range(9)], 1.0),
    ],
)
def test_breadth_counts_identifiable_speakers_once(sources: list[str], expected: float) -> None:
    assert value("breadth", Story([claim(), *[claim(one) for one in sources]])) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("accused", "reply", "expected"),
    [
        ("yes", "quoted", 1.0),
        ("yes", "declined", 1.0),
        ("yes", "prior_position", 0.5),
        ("yes", "none", 0.0),
        ("no", "not_applicable", math.nan),
        ("no", "none", math.nan),
    ],
)
def test_reply(accused: str, reply: str, expected: float) -> None:
    story = Story([claim()], answers={"genre": "news", "accused": accused, "reply": reply})
    assert value("reply", story) == pytest.approx(expected, nan_ok=True)


def test_every_criterion_explains_itself_to_the_public() -> None:
    assert set(CRITERIA) == set(the_rubric().weights)
    assert all(len(criterion.__doc__ or "") > 80 for criterion in CRITERIA.values())
