"""How many further annotators make an interval narrow enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.score import Score
from annotate.score.needs import MOST, needs
from tests.score.moves import the_rubric
from tests.score.small import Story, claim
from tests.score.test_score import scored, shipped_table
from tests.support.scheme import the_scheme

MIXED = Story(
    [
        *[claim("named_person independent", "named_person side_1", central=True)] * 3,
        *[claim("named_org side_2")] * 3,
        *[claim()] * 4,
    ]
)
OPINION = replace(MIXED, answers={**MIXED.answers, "genre": "opinion"})


def needed(story: Story, width: int, readers: int = 1) -> int | None:
    one = made(story, readers)
    return needs(one, story.article, the_scheme(), the_rubric(), shipped_table(), width)


def made(story: Story, readers: int) -> Score:
    return scored(story.reading, story.article, readers)


def width(one: Score) -> int:
    assert one.low is not None
    assert one.high is not None
    return one.high - one.low


def test_none_where_the_interval_is_narrow_enough() -> None:
    assert needed(MIXED, width(made(MIXED, 1))) == 0


@pytest.mark.parametrize("points", [17, 22])
def test_with_as_many_more_the_interval_is_as_narrow_and_with_fewer_not(points: int) -> None:
    more = needed(MIXED, points)
    assert more
    assert width(made(MIXED, 1 + more)) <= points < width(made(MIXED, more))


def test_more_are_needed_for_less() -> None:
    asked = [needed(MIXED, points) for points in (25, 22, 9, 2)]
    assert asked == sorted(asked, key=lambda n: MOST if n is None else n)


def test_what_annotators_alone_cannot_bring_is_not_asked_of_them() -> None:
    assert needed(OPINION, 100) is None
