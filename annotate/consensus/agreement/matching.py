"""Which marks of two annotators belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.core import Mark

ENOUGH = 0.5
"""Intersection over union from which two marks mean the same; links and attributes are compared on these."""


@dataclass(frozen=True, slots=True)
class Match:
    """A mark of one annotator and its counterpart of the other, with their intersection over union."""

    one: Mark
    other: Mark
    iou: float


def matches(one: Sequence[Mark], other: Sequence[Mark]) -> list[Match]:
    """Marks of one label joined one to one, greedily: the pair with the highest IoU first.

    Equals are taken in the order of the text. Since the best come first, the matches from some IoU up are
    the same, whatever is asked of the rest: one list serves for exact, for overlapping and for half.
    """
    left, right = {mark.id for mark in one}, {mark.id for mark in other}
    found = []
    for match in sorted(_near(one, other), key=_best_first):
        if match.one.id in left and match.other.id in right:
            left.discard(match.one.id)
            right.discard(match.other.id)
            found.append(match)
    return found


def _best_first(match: Match) -> tuple[float, object, object]:
    first, second = sorted([match.one.span, match.other.span])
    return (-match.iou, first, second)


def _near(one: Sequence[Mark], other: Sequence[Mark]) -> Iterator[Match]:
    """Pairs that share a character, found by sweeping over the text."""
    nodes = sorted([(m.span, 0, m) for m in one] + [(m.span, 1, m) for m in other], key=lambda n: n[:2])
    open_: tuple[list[Mark], list[Mark]] = ([], [])
    for span, side, mark in nodes:
        for marks in open_:
            marks[:] = [m for m in marks if m.span.end > span.start]
        for met in open_[1 - side]:
            yield Match(*((mark, met) if side == 0 else (met, mark)), mark.span.iou(met.span))
        open_[side].append(mark)
