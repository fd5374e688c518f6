"""How sure a score is: what another such group of annotators would have scored."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotate.score.arrays import Ints
from annotate.score.disagreement import Disagreement
from annotate.score.draws import draw
from annotate.score.plan import Choices, Plan
from annotate.score.rubric import Rubric
from annotate.score.total import SAME_CLAIM, Total, total

TAILS = 0.8
"""The part of the tails, outside the level, that is cut off: 4 % of the draws on each side for 90 %.

The draws leave out some of how groups differ: which of a speaker's mentions they marked, where clauses were
cut. `python -m tests.measure_interval` shows how often another group's score lies inside, and docs/rubric.md.
"""


@dataclass(frozen=True)
class Interval:
    """Ends of the interval, or the gate at which most draws lie; and the band or bands."""

    low: int | None
    high: int | None
    held_by: str | None
    band: str


def interval(
    plan: Plan, own: Choices, found: Total, rubric: Rubric, table: Disagreement, *, readers: int, seed: str
) -> Interval:
    """Draws the reading anew and scores each draw.

    Args:
        found: the score of the reading itself, which always lies in the interval.
        readers: how many read it.
        seed: hex digits, of the reading's hash: the same reading gives the same interval.
    """
    random = np.random.Generator(np.random.PCG64(int(seed, 16)))
    count = int(rubric.interval["draws"])
    drawn = total(*draw(plan, own, found.seen.speakers.label, table, readers, count, random), rubric)
    score, points = int(found.points[0]), drawn.points
    band = _bands(score, points, rubric)
    if gate := _held(drawn, rubric):
        return Interval(None, None, gate, band)
    tail = TAILS * (1 - rubric.interval["level"]) / 2
    low, high = np.quantile(points, [tail, 1 - tail], method="closest_observation")
    return Interval(min(int(low), score), max(int(high), score), None, band)


def _held(drawn: Total, rubric: Rubric) -> str | None:
    """The gate that caps more draws than the rubric allows for an interval, where there is one."""
    lowest = drawn.caps.argmin(axis=0)
    names = [*drawn.held, SAME_CLAIM]
    gate = np.where(drawn.raw > drawn.caps.min(axis=0), lowest, -1)
    lifted = drawn.lift < np.minimum(drawn.raw, drawn.caps.min(axis=0))
    counts = np.bincount(np.where(lifted, len(names) - 1, gate) + 1, minlength=len(names) + 1)[1:]
    most = int(counts.argmax())
    return names[most] if counts[most] > rubric.interval["gate_share"] * len(drawn.raw) else None


def _bands(score: int, points: Ints, rubric: Rubric) -> str:
    """The score's band, and beside it the one most other draws fall into where too few fall into its own."""
    starts = sorted(rubric.bands.items(), key=lambda item: item[1])
    names = [name for name, _ in starts]
    places = np.searchsorted([start for _, start in starts], points, side="right") - 1
    counts = np.bincount(places, minlength=len(names))
    own = names.index(rubric.band(score))
    if counts[own] >= rubric.interval["band_share"] * len(points):
        return names[own]
    counts[own] = -1
    first, second = sorted((own, int(counts.argmax())))
    return f"{names[first]} to {names[second]}"
