"""The order in which Label Studio itself serves a desk's articles: the scores of their predictions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import Any, NamedTuple

from annotate.core.errors import Refused
from annotate.store import Desk
from annotate.studio.client import Studio
from annotate.studio.feed import pages, without_annotations
from annotate.studio.projects import SERVED_BY_SCORE
from annotate.studio.tasks import seen


class _Scored(NamedTuple):
    """A prediction of an open task: the score that it is to have, and the one it has."""

    wanted: float
    number: int
    score: float | None


def rank_desk(studio: Studio, desk: Desk, ranks: Mapping[str, float], *, dry_run: bool = False) -> int:
    """Lets a desk serve its open tasks by `ranks`, article to score; how many get another score.

    The lowest score is served first, from the next article on: the one that is open in somebody's browser
    stays where it is. Scores that put the tasks in that order already are left as they are, so that nothing
    is written because something else was finished. An article that `ranks` does not name keeps its score.

    Raises:
        StudioError: when the server fails; the same again finishes what is left.
    """
    scored = sorted(_scored(studio, desk, ranks))
    wrong = [] if _in_order(scored) else [one for one in scored if one.score != one.wanted]
    if not dry_run:
        for one in wrong:
            studio.patch(f"/api/predictions/{one.number}/", {"score": one.wanted})
        _serve_by_score(studio, desk.project)
    return len(wrong)


def _in_order(scored: Sequence[_Scored]) -> bool:
    """Predictions of one task share a place, so they may share a score."""
    had = [(one.wanted, -inf if one.score is None else one.score) for one in scored]
    return all(after > before or same == other for (same, before), (other, after) in pairwise(had))


def _scored(studio: Studio, desk: Desk, ranks: Mapping[str, float]) -> Iterator[_Scored]:
    for page in pages(studio, desk.project, without_annotations()):
        for task in page:
            wanted = ranks.get(_article(task))
            if wanted is not None:
                for prediction in task.get("predictions") or ():
                    yield _Scored(wanted, prediction["id"], prediction.get("score"))


def _article(task: Mapping[str, Any]) -> str:
    try:
        shown = seen(task).shown
    except Refused:
        return ""
    return "" if shown is None else shown[0]


def _serve_by_score(studio: Studio, project: int) -> None:
    """A project from before the queue serves in the order of loading."""
    path = f"/api/projects/{project}/"
    if studio.get(path).get("sampling") != SERVED_BY_SCORE:
        studio.patch(path, {"sampling": SERVED_BY_SCORE})
