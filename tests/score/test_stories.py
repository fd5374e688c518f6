"""Eight textbook stories in an editor's order.

Each is a sketch of its kind: what its claims rest on, with the share of unattributed narration that such
pieces have. The order is the one to defend: who says so, named, from more than one side, heard in reply.
"""

from __future__ import annotations

import pytest

from tests.score.moves import points
from tests.score.small import Story, claim

NARRATION = [claim()]
ACCUSED = {"genre": "news", "accused": "yes", "reply": "quoted"}

PAPERS, RECORD = "private_document independent", "public_record independent"
WITNESS, EXPERT = "named_person witness", "named_person independent"
MAYOR, UNION = "named_person side_1 #mayor", "named_person side_2 #union"
OFFICIAL = "unnamed_described side_1 specific"

STORIES = {
    # Leaked papers, a witness and a register; the accused deny it and are quoted.
    "investigation with a leak and denials": Story(
        [
            claim(PAPERS, WITNESS, central=True),
            claim(PAPERS, RECORD, central=True),
            claim(WITNESS, EXPERT, central=True),
            claim(MAYOR, answers=0),
            claim(MAYOR, answers=1),
            *[
                claim(PAPERS),
                claim(RECORD),
                claim(WITNESS),
                claim(EXPERT),
                claim(f"{EXPERT} #b"),
                claim(UNION),
            ],
            *NARRATION,
        ],
        answers=ACCUSED,
    ),
    # A register anybody can look up, the body that keeps it, an outsider, those concerned.
    "data story": Story(
        [
            claim(RECORD, EXPERT, central=True),
            claim(RECORD, "named_org independent", central=True),
            claim(RECORD, central=True),
            *[claim(RECORD)] * 3,
            *[claim(EXPERT), claim(f"{EXPERT} #b"), claim(MAYOR), claim(UNION)],
            *NARRATION * 2,
        ]
    ),
    # The charge, what was said in court, and the defence.
    "court report": Story(
        [
            claim("public_record side_1", UNION, central=True),
            claim("public_record side_1", "own_observation independent", central=True),
            claim("named_person side_1 #prosecutor", central=True),
            claim(UNION, answers=2),
            *[claim("public_record side_1"), claim("own_observation independent"), claim(UNION)] * 2,
            claim(WITNESS),
            *NARRATION * 2,
        ],
        answers=ACCUSED,
    ),
    # A study by one side to itself, its author, and somebody who had no part in it.
    "study with an outsider": Story(
        [
            claim("public_record side_1", EXPERT, central=True),
            claim("public_record side_1", "named_person side_1 #author", central=True),
            claim("named_person side_1 #author", central=True),
            *[claim("public_record side_1"), claim("named_person side_1 #author"), claim(EXPERT)] * 2,
            *NARRATION * 3,
        ]
    ),
    # Three officials who say what they risk; the ministry is named as declining, nobody else is.
    "scoop on three officials with reasons": Story(
        [
            claim(OFFICIAL, f"{OFFICIAL} #b", f"{OFFICIAL} #c", central=True),
            claim(OFFICIAL, f"{OFFICIAL} #b", central=True),
            claim(OFFICIAL, f"{OFFICIAL} #c", central=True),
            claim("named_person side_1 #spokesman"),
            *[claim(OFFICIAL), claim("metonym side_1"), claim(EXPERT)] * 2,
            *NARRATION * 2,
        ]
    ),
    # One official by name says everything.
    "wire report on one named official": Story(
        [
            *[claim(MAYOR, central=True)] * 3,
            *[claim(MAYOR)] * 5,
            *NARRATION * 3,
        ]
    ),
    # A company's release with another headline.
    "rewritten release": Story(
        [
            *[claim("named_org side_1", central=True)] * 2,
            claim(central=True),
            *[claim("named_org side_1")] * 3,
            claim("named_person side_1 #chief"),
            *NARRATION * 5,
        ]
    ),
    # Insiders, those close to them, and many who wonder.
    "gossip": Story(
        [
            claim("unnamed_bare", central=True),
            claim("vague_collective", central=True),
            claim(central=True),
            *[claim("unnamed_bare"), claim("vague_collective")] * 2,
            *NARRATION * 5,
        ]
    ),
}

EXPECTED = {
    "investigation with a leak and denials": (80, 100),
    "data story": (70, 90),
    "court report": (65, 90),
    "study with an outsider": (50, 79),
    "scoop on three officials with reasons": (45, 70),
    "wire report on one named official": (30, 49),
    "rewritten release": (20, 49),
    "gossip": (0, 19),
}
"""Lowest and highest score that an editor would not argue with."""


def scores() -> dict[str, int]:
    return {name: points(story.reading, story.article) for name, story in STORIES.items()}


def test_the_stories_stand_in_an_editors_order() -> None:
    found = scores()
    assert sorted(found, key=lambda name: -found[name]) == list(EXPECTED)
    assert len(set(found.values())) == len(found), found


@pytest.mark.parametrize("name", EXPECTED)
def test_each_story_lands_where_an_editor_would_put_it(name: str) -> None:
    low, high = EXPECTED[name]
    assert low <= scores()[name] <= high
