"""How many more annotators a score needs to be as sure as somebody wishes."""

from __future__ import annotations

from annotate.core import Article
from annotate.scheme import Scheme
from annotate.score.disagreement import Disagreement
from annotate.score.interval import interval
from annotate.score.model import Score
from annotate.score.plan import compile_reading
from annotate.score.rubric import Rubric
from annotate.score.total import total

MOST = 9
"""Annotators of one article in all, beyond whom none are asked for."""


def needs(
    one: Score, article: Article, scheme: Scheme, rubric: Rubric, table: Disagreement, width: int
) -> int | None:
    """The fewest further annotators with whom the interval of `one` is at most `width` points wide.

    They are taken to come to the same reading, so this says how fast chance shrinks and not what they will
    find. 0 where the interval is narrow enough, or a gate stands in its place. None where the score lacks
    something that annotators alone cannot bring, and where nine would not be enough.
    """
    if any(not lack.startswith("agreement:") for lack in one.missing):
        return None
    plan, own = compile_reading(one.reading, article, scheme)
    found = total(plan, own, rubric)
    for readers in range(max(one.annotators, 1), MOST + 1):
        sure = interval(plan, own, found, rubric, table, readers=readers, seed=one.reading_sha256)
        if sure.low is None or sure.high is None or sure.high - sure.low <= width:
            return readers - one.annotators
    return None
