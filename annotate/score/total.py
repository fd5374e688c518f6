"""From the criteria and the gates to a number, in every draw at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from annotate.score.arrays import Floats, Ints
from annotate.score.criteria import Measure, criterion
from annotate.score.gates import GATES, Held
from annotate.score.plan import Choices, Plan
from annotate.score.rubric import Rubric
from annotate.score.view import View, view

SAME_CLAIM = "same_claim"
"""The name of the gate that keeps links between repeated claims from lifting a score too far."""


@dataclass(frozen=True, eq=False)
class Total:
    """All that the draws came to.

    Attributes:
        measures: by criterion. raw: (draws,), points before the gates.
        held: by gate. caps: (gates, draws), the cap where the gate holds, else 100, in the order of `held`.
        lift: (draws,), the cap that links of `same_claim` meet.
        points: (draws,), whole numbers, 0 to 100.
    """

    seen: View
    measures: Mapping[str, Measure]
    raw: Floats
    held: Mapping[str, Held]
    caps: Floats
    lift: Floats
    points: Ints


def total(plan: Plan, choices: Choices, rubric: Rubric) -> Total:
    """The points of each draw.

    What links of `same_claim` add is limited: a score is at most that of the same reading without them
    plus the rubric's limit, for a chain of them over a whole article costs nothing to draw.
    """
    seen = view(plan, choices, rubric)
    found = _without_lift(seen)
    if not len(plan.same_claim):
        return found
    alone = _without_lift(replace(seen, lending=False)).points
    lift = np.minimum(alone + rubric.limits["same_claim"], 100.0)
    return replace(found, lift=lift, points=np.minimum(found.points, lift.astype(np.int64)))


def whole(points: Floats) -> Ints:
    """Rounded to whole numbers, halves up; steady against the order in which weights were added."""
    return np.floor(np.round(points, 6) + 0.5).astype(np.int64)


def _without_lift(seen: View) -> Total:
    measures = {name: criterion(name)(seen) for name in seen.rubric.weights}
    raw = _weighted(measures, seen.rubric.weights)
    held = {name: GATES[name](seen) for name in seen.rubric.gates}
    caps = np.array([np.where(held[name].holds, cap, 100) for name, cap in seen.rubric.gates.items()], float)
    points = whole(np.minimum(raw, caps.min(axis=0)))
    return Total(seen, measures, raw, held, caps, np.full(len(raw), 100.0), points)


def _weighted(measures: Mapping[str, Measure], weights: Mapping[str, int]) -> Floats:
    """The mean of those criteria that apply, in points; 0 where none does."""
    values = np.array([measures[name].value for name in weights])
    weight = np.array(list(weights.values()), float)[:, None] * ~np.isnan(values)
    return np.asarray(
        100 * (weight * np.nan_to_num(values)).sum(axis=0) / np.maximum(weight.sum(axis=0), 1e-12)
    )
