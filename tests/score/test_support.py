"""Strength of a source, support of an assertion: the rule as a table."""

from __future__ import annotations

from itertools import pairwise

import pytest

from annotate.score.criteria.strength import support
from annotate.score.plan import compile_reading
from annotate.score.view import view
from tests.score.moves import the_rubric
from tests.score.small import Claim, Story, claim
from tests.support.scheme import the_scheme


def supported(story: Story) -> float:
    """The support of the story's first claim."""
    plan, own = compile_reading(story.reading, story.article, the_scheme())
    return float(support(view(plan, own, the_rubric()))[0, 0])


@pytest.mark.parametrize(
    ("source", "g"),
    [
        ("public_record independent", 1.0),
        ("named_person independent", 1.0),
        ("own_observation independent", 1.0),
        ("private_document independent", 0.8),
        ("named_org independent", 0.8),
        ("other_media independent", 0.6),
        ("metonym independent", 0.5),
        ("unnamed_described independent", 0.4),
        ("unnamed_described independent generic", 0.5),
        ("unnamed_described independent specific", 0.6),
        ("unnamed_bare", 0.2),
        ("unnamed_bare specific", 0.2),
        ("vague_collective", 0.0),
        ("independent", 0.0),
    ],
)
def test_one_source_alone(source: str, g: float) -> None:
    assert supported(Story([claim(source)])) == pytest.approx(g)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (claim(), 0.0),
        # Chances add up: 1 - (1 - 0.8)(1 - 0.5).
        (claim("named_org independent", "metonym side_1"), 0.9),
        # A described unnamed source counts as often as its stated number ...
        (claim("unnamed_described 2"), 0.6),
        # ... all bare ones together once ...
        (claim("unnamed_bare", "unnamed_bare #another", "unnamed_bare 3+ #third"), 0.2),
        (claim("unnamed_bare", "unnamed_described"), 0.52),
        # ... and vague ones never.
        (claim("vague_collective", "unnamed_bare"), 0.2),
        # Unnamed ones together are capped, by how many have a specific reason.
        (claim("unnamed_described 3+"), 0.6),
        (claim("unnamed_described specific", "unnamed_described specific #another"), 0.65),
        (claim("unnamed_described specific 3+"), 0.7),
        (claim("unnamed_described specific 2", "unnamed_described generic"), 0.65),
        # One side alone is capped, unless it is its own position.
        (claim("named_person side_1"), 0.7),
        (claim("named_person side_1", "named_person side_1 #another"), 0.7),
        (claim("named_person unclear"), 0.7),
        (claim("named_person side_1", kind="position"), 1.0),
        (claim("named_person side_1", "named_person side_2"), 1.0),
        (claim("named_person side_1", "unnamed_bare side_2"), 0.7),
        (claim("named_person witness"), 1.0),
        # What a source only believes counts half.
        (claim("named_person independent", cue="mental"), 0.5),
        (claim("named_person independent", cue="distancing"), 1.0),
        # So does an unnamed source for a motive or the future; both together a quarter.
        (claim("unnamed_described", kind="motive"), 0.2),
        (claim("unnamed_described", kind="prediction"), 0.2),
        (claim("unnamed_described", kind="prediction", cue="mental"), 0.1),
        (claim("unnamed_described", kind="evaluation"), 0.4),
        (claim("named_person independent", kind="motive"), 1.0),
        # Halved after counting: three who believe are no better than one named who believes.
        (claim("unnamed_described specific 3+", cue="mental"), 0.35),
    ],
)
def test_support(one: Claim, expected: float) -> None:
    assert supported(Story([one])) == pytest.approx(expected)


RECORD, PERSON, PAPER = "public_record independent", "named_person independent", "other_media independent"


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        # The weakest link of a chain counts.
        ((RECORD, "named_org independent"), 0.8),
        ((RECORD, "unnamed_bare"), 0.2),
        ((RECORD, PAPER, "metonym"), 0.5),
        # What came through a chain is one voice, however many are said to stand at its start.
        (("unnamed_described 3+", PERSON), 0.4),
        # The weakest strength counts, whoever it belongs to.
        (("unnamed_described independent specific", "metonym independent"), 0.5),
        # A chain in a circle ends.
        ((PAPER, "metonym", PAPER), 0.5),
        # An outsider passed on by a side is no outsider any more.
        ((RECORD, "named_person side_1"), 0.7),
    ],
)
def test_chains(chain: tuple[str, ...], expected: float) -> None:
    story = Story([claim(chain[0])], via=dict(pairwise(chain)))
    assert supported(story) == pytest.approx(expected)


def test_an_unnamed_link_makes_a_chain_unnamed() -> None:
    """It counts half on a prediction, though the metonym beside it is the weaker one."""
    chain = {"unnamed_described independent specific": "metonym independent"}
    story = Story([claim(*chain, kind="prediction")], via=chain)
    assert supported(story) == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([claim(same=(1,)), claim("named_org independent")], 0.8),
        # One hop only.
        ([claim(same=(1,)), claim(same=(2,)), claim("named_org independent")], 0.0),
        # Where both have the same kind.
        ([claim(same=(1,), kind="evaluation"), claim("named_org independent")], 0.0),
        # The same speaker counts once.
        ([claim("named_org independent", same=(1,)), claim("named_org independent")], 0.8),
        # With the stronger of two ways of saying it.
        (
            [
                claim("named_org independent", same=(1,), cue="mental"),
                claim("named_org independent"),
            ],
            0.8,
        ),
        ([claim("named_org independent", same=(1,)), claim("metonym side_1")], 0.9),
    ],
)
def test_same_claim_lends_sources(claims: list[Claim], expected: float) -> None:
    assert supported(Story(claims)) == pytest.approx(expected)
