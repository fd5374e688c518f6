"""A rising curve through what was right and wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotate.detect.calibration import Knot

LEAST = 25
"""Marks that a step of the curve rests on at least."""
DIGITS = 4


@dataclass(frozen=True)
class _Step:
    n: int
    sure: float
    right: int

    @property
    def share(self) -> float:
        return self.right / self.n

    def __add__(self, other: _Step) -> _Step:
        return _Step(self.n + other.n, self.sure + other.sure, self.right + other.right)


def isotonic(marks: Iterable[tuple[float, bool]]) -> tuple[Knot, ...]:
    """The rising step function nearest to (confidence, right), by its steps' middles.

    Pool adjacent violators (Ayer et al. 1955), steps of fewer than `LEAST` marks joined to the one before.
    A step's share is taken as (right + 1) / (marks + 2), Laplace's rule, so that nothing is called certain.
    """
    by_sure: dict[float, _Step] = {}
    for sure, right in marks:
        by_sure[sure] = by_sure.get(sure, _Step(0, 0.0, 0)) + _Step(1, sure, int(right))
    steps: list[_Step] = []
    for _, step in sorted(by_sure.items()):
        steps.append(step)
        while len(steps) > 1 and (steps[-2].n < LEAST or steps[-2].share >= steps[-1].share):
            steps[-2:] = [steps[-2] + steps[-1]]
    if len(steps) > 1 and steps[-1].n < LEAST:
        steps[-2:] = [steps[-2] + steps[-1]]
    return tuple(
        (round(step.sure / step.n, DIGITS), round((step.right + 1) / (step.n + 2), DIGITS)) for step in steps
    )
