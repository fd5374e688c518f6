"""How much of both sides is right, counted text by text.

The rules are those of the corpora's own scorer, so that figures compare with published ones: a unit is right
when *some* unit of the other side matches, precision counts the machine's units and recall gold's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from annotate.core import Span
from annotate.evaluation.gold import Gold
from annotate.evaluation.shape import Side, Unit

Counts = tuple[int, int, int, int]
"""Right of the machine's, the machine's, right of gold's, gold's."""
NONE: Counts = (0, 0, 0, 0)
MATCH: Mapping[str, Callable[[Span, Span], bool]] = {
    "exact": lambda one, other: one == other,
    "overlap": lambda one, other: one.overlaps(other),
    "iou50": lambda one, other: one.iou(other) >= 0.5,
}
"""The same stretch; a character in common; half of what both cover in common."""
Item = TypeVar("Item")
Drawn = tuple[str, Unit, Unit]


def counts(gold: Sequence[Item], machine: Sequence[Item], same: Callable[[Item, Item], bool]) -> Counts:
    """One text's counts for one way of matching."""
    right = sum(any(same(one, other) for one in gold) for other in machine)
    found = sum(any(same(one, other) for other in machine) for one in gold)
    return right, len(machine), found, len(gold)


def drawn(side: Side) -> list[Drawn]:
    """The links with their units."""
    return [(type_, side.by_id[one], side.by_id[other]) for type_, one, other in side.links]


def same_link(one: Drawn, other: Drawn) -> bool:
    """Of the same type, and both ends share a character."""
    return one[0] == other[0] and _touch(one[1], other[1]) and _touch(one[2], other[2])


def sentences(gold: Gold, machine: Side, task: str) -> Counts:
    """The sentences of one text that are of a kind: both, the machine's, both again, gold's."""
    judged = [one for one in gold.sentences if task in one.is_]
    said = [says(machine, one.span, task) for one in judged]
    both = sum(one.is_[task] and is_ for one, is_ in zip(judged, said, strict=True))
    return both, sum(said), both, sum(one.is_[task] for one in judged)


def says(machine: Side, sentence: Span, task: str) -> bool:
    """What marks say: speech has an assertion or a cue, a weasel a hedge, noise is half noise or more."""
    wanted = {"speech": ("ASSERTION", "CUE"), "weasel": ("HEDGE", "WEASEL"), "noise": ("NOISE",)}[task]
    parts = [part for label in wanted for part in machine.pieces(label) if part.overlaps(sentence)]
    if task != "noise":
        return bool(parts)
    covered = {
        at for part in parts for at in range(max(part.start, sentence.start), min(part.end, sentence.end))
    }
    return 2 * len(covered) >= len(sentence)


def _touch(one: Unit, other: Unit) -> bool:
    return any(mine.overlaps(theirs) for mine in one.parts for theirs in other.parts)
