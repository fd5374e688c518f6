"""From a detector's own confidence to how often such a mark is right, and which marks are worth showing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotate.core import Annotation, Mark
from annotate.detect.attributed import LINKS, attributed

Knot = tuple[float, float]
"""(confidence, share of marks with it that are right)."""
OWN = "ASSERTION.own"
"""Assertions of the writer's own are another matter than those of others."""
SHOWN: Mapping[str, float] = {"SOURCE": 0.2, "CUE": 0.4, "ASSERTION": 0.2}
"""Kind to the chance of being right below which a mark costs more clicks than it spares: `python -m
tests.measure_threshold`."""


@dataclass(frozen=True)
class Calibration:
    """What a detector's confidences are worth.

    Attributes:
        curves: kind to rising knots; a kind without any keeps its confidence as it is.
        marks: kind to how many marks its curve was fitted on.
        data: what they were marks of, in words.
    """

    curves: Mapping[str, Sequence[Knot]] = field(default_factory=dict)
    marks: Mapping[str, int] = field(default_factory=dict)
    data: str = ""

    def chance(self, kind: str, sure: float) -> float:
        """The calibrated confidence: straight lines between knots, level beyond them."""
        knots = self.curves.get(kind)
        return along(knots, sure) if knots else sure

    def to_json(self) -> dict[str, Any]:
        return {
            "curves": {kind: list(of) for kind, of in self.curves.items()},
            "marks": self.marks,
            "data": self.data,
        }


def from_json(data: Mapping[str, Any]) -> Calibration:
    """As `Calibration.to_json` made it, or from a card without one: an empty one."""
    curves = {kind: tuple((x, y) for x, y in knots) for kind, knots in data.get("curves", {}).items()}
    return Calibration(curves, data.get("marks", {}), data.get("data", ""))


def kind_of(mark: Mark, told: frozenset[str]) -> str:
    """Its label, or `OWN`; `told` are the assertions that have a source or a cue."""
    return OWN if mark.label == "ASSERTION" and mark.id not in told else mark.label


def calibrated(found: Annotation, by: Calibration) -> Annotation:
    """The same marks, their confidence the chance of being right."""
    told = attributed(found)
    return replace(found, marks=tuple(_calibrated(mark, kind_of(mark, told), by) for mark in found.marks))


def worth_showing(found: Annotation, least: Mapping[str, float] = SHOWN) -> Annotation:
    """Without marks that are likelier to be deleted than to spare drawing them; `found` is calibrated.

    An attribution is shown whole where its assertion, cue or source is: half of one is no start.
    """
    told = attributed(found)
    sure = {
        mark.id for mark in found.marks if (mark.confidence or 0.0) >= least.get(kind_of(mark, told), 0.0)
    }
    ends = [{link.from_id, link.to_id} for link in found.links if link.type in LINKS]
    ids = sure.union(*(pair for pair in ends if pair & sure))
    links = tuple(link for link in found.links if {link.from_id, link.to_id} <= ids)
    return replace(found, marks=tuple(mark for mark in found.marks if mark.id in ids), links=links)


def along(knots: Sequence[Knot], at: float) -> float:
    """The height of a line through `knots` at `at`."""
    place = bisect_right(knots, at, key=lambda knot: knot[0])
    if place in (0, len(knots)):
        return knots[min(place, len(knots) - 1)][1]
    (left, low), (right, high) = knots[place - 1 : place + 1]
    return low + (high - low) * (at - left) / (right - left)


def _calibrated(mark: Mark, kind: str, by: Calibration) -> Mark:
    if mark.confidence is None:
        return mark
    return replace(mark, confidence=round(by.chance(kind, mark.confidence), 2))
