"""A machine's annotation in the shape of the evaluation kit: spans with parts, links between them."""

from __future__ import annotations

from typing import Any

from annotate.core import Annotation, Mark
from annotate.detect.attributed import LINKS, as_corpora, parts


def to_kit(annotation: Annotation, text: str) -> dict[str, Any]:
    """What corpora of attribution hold: `{"id", "spans", "links"}`, offsets in the article's `text`.

    Left out are assertions of the writer's own, which such corpora do not mark, and hedges. Sources named
    together are one; an assertion that stands around its own source and cue counts as the parts beside them.
    """
    found = as_corpora(annotation, text)
    links = [link for link in found.links if link.type in LINKS]
    spans = [
        {"id": mark.id, "label": mark.label, "start": mark.span.start, "end": mark.span.end}
        | (_parts(found, mark, text) if mark.label == "ASSERTION" else {})
        for mark in found.marks
        if mark.label != "HEDGE"
    ]
    return {
        "id": found.article,
        "spans": spans,
        "links": [{"type": link.type, "from": link.from_id, "to": link.to_id} for link in links],
    }


def _parts(found: Annotation, mark: Mark, text: str) -> dict[str, Any]:
    return {"parts": [[part.start, part.end] for part in parts(found, mark, text)]}
