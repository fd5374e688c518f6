"""A machine's annotation as the other side of the comparison."""

from __future__ import annotations

from annotate.core import Annotation, Mark
from annotate.detect.attributed import as_corpora, only_attributed, parts
from annotate.evaluation.shape import Side, Unit


def side(found: Annotation, text: str, *, in_parts: bool, attributed: bool) -> Side:
    """The marks of `found`, whose offsets are those of `text`.

    Args:
        in_parts: cut as corpora do: an assertion that stands around its own source and cue counts as the
            parts beside them, and of attributed ones sources named together are one.
        attributed: leave out assertions of the writer's own.
    """
    if attributed:
        found = as_corpora(found, text) if in_parts else only_attributed(found)
    units = tuple(_unit(found, mark, text, in_parts) for mark in found.marks)
    return Side(units, tuple((link.type, link.from_id, link.to_id) for link in found.links))


def _unit(found: Annotation, mark: Mark, text: str, in_parts: bool) -> Unit:
    cut = parts(found, mark, text) if in_parts and mark.label == "ASSERTION" else ()
    return Unit(mark.id, mark.label, cut or (mark.span,), mark.attributes, mark.confidence)
