"""Both sides of one text, ready to be counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotate.core import Annotation
from annotate.evaluation.gold import Gold, attributed_alone
from annotate.evaluation.machine import side
from annotate.evaluation.shape import Side


@dataclass(frozen=True)
class Compared:
    """One reading of gold, and what the machine makes of the same `text`.

    The machine's assertions are the attributed ones alone where gold has none of the writer's own, or where
    only sentences were judged.
    """

    of: Gold
    text: str
    gold: Side
    machine: Side


def compare(
    golds: Sequence[Gold],
    detected: Callable[[Gold], tuple[str, Annotation]],
    judged: Callable[[Gold], Side] | None = None,
) -> list[Compared]:
    """Every reading of gold beside the machine's marks.

    Args:
        detected: of a reading its text and the marks in it, in offsets of that text.
        judged: of a text of which gold judges sentences alone, those that are something, as units; without it
            sentences are judged by the marks in them.
    """
    attributed = attributed_alone(golds) is not None or all(gold.side is None for gold in golds)
    return [
        Compared(gold, gold.text or "", Side(), judged(gold))
        if judged is not None and gold.side is None
        else _compare(gold, *detected(gold), attributed=attributed)
        for gold in golds
    ]


def _compare(gold: Gold, text: str, found: Annotation, *, attributed: bool) -> Compared:
    machine = side(found, text, in_parts=gold.in_parts, attributed=attributed)
    return Compared(gold, text, gold.side or Side(), machine)
