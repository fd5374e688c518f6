"""A machine's annotation as the other side of the comparison."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.core import Annotation, Mark, Span
from annotate.evaluation.shape import ATTRIBUTION, Side, Unit

AROUND = " ,"


def side(found: Annotation, text: str, *, in_parts: bool, attributed: bool) -> Side:
    """The marks of `found`, whose offsets are those of `text`.

    Args:
        in_parts: count an assertion that stands around its own source and cue as the parts beside them, as
            corpora cut it.
        attributed: leave out assertions of the writer's own.
    """
    units = tuple(_unit(found, mark, text, in_parts) for mark in found.marks)
    links = tuple((link.type, link.from_id, link.to_id) for link in found.links)
    whole = Side(units, links)
    if not attributed:
        return whole
    kept = tuple(unit for unit in units if unit.label != "ASSERTION" or unit.id in whole.attributed)
    ids = {unit.id for unit in kept}
    return Side(kept, tuple(link for link in links if {link[1], link[2]} <= ids))


def _unit(found: Annotation, mark: Mark, text: str, in_parts: bool) -> Unit:
    cut = tuple(_beside(found, mark, text)) if in_parts and mark.label == "ASSERTION" else ()
    return Unit(mark.id, mark.label, cut or (mark.span,), mark.attributes, mark.confidence)


def _beside(found: Annotation, assertion: Mark, text: str) -> Iterator[Span]:
    """What is left of an assertion without its own source and cue, in order."""
    own = sorted(
        found.by_id[link.to_id].span
        for link in found.links
        if link.type in ATTRIBUTION and link.from_id == assertion.id
    )
    at = assertion.span.start
    for span in (one for one in own if assertion.span.contains(one)):
        yield from _trimmed(at, span.start, text)
        at = max(at, span.end)
    yield from _trimmed(at, assertion.span.end, text)


def _trimmed(start: int, end: int, text: str) -> Iterator[Span]:
    """Without the blanks and commas that parted it from source and cue; nothing where nothing is left."""
    while start < end and text[start] in AROUND:
        start += 1
    while start < end and text[end - 1] in AROUND:
        end -= 1
    if start < end:
        yield Span(start, end)
