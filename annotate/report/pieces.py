"""Cuts a paragraph wherever a mark begins or ends, since marks may nest and even cross."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from annotate.core import Mark, Span


@dataclass(frozen=True)
class Piece:
    """Characters that lie under the same marks.

    `marks` are ordered from the longest to the shortest; `ends` are those that end with this piece.
    """

    text: str
    marks: tuple[Mark, ...]
    ends: tuple[Mark, ...]


def pieces(text: str, paragraph: Span, marks: Iterable[Mark]) -> list[Piece]:
    """The pieces of one paragraph of `text`, in order; together they are the paragraph."""
    inside = [mark for mark in marks if mark.span.overlaps(paragraph)]
    cuts = {paragraph.start, paragraph.end}
    for mark in inside:
        cuts |= {max(mark.span.start, paragraph.start), min(mark.span.end, paragraph.end)}
    edges = sorted(cuts)
    return [_piece(text, Span(start, end), inside) for start, end in pairwise(edges)]


def _piece(text: str, span: Span, marks: list[Mark]) -> Piece:
    over = sorted(
        (mark for mark in marks if mark.span.contains(span)),
        key=lambda mark: (-len(mark.span), mark.span.start, mark.id),
    )
    return Piece(span.cut(text), tuple(over), tuple(mark for mark in over if mark.span.end == span.end))
