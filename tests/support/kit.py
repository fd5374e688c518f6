"""A machine's annotation in the shape of the evaluation kit: spans with parts, links between them."""

from __future__ import annotations

from typing import Any

from annotate.core import Annotation
from annotate.detect.attributed import LINKS, attributed, parts


def to_kit(annotation: Annotation, text: str) -> dict[str, Any]:
    """What corpora of attribution hold: `{"id", "spans", "links"}`, offsets in the article's `text`.

    Left out are assertions of the writer's own, which such corpora do not mark, and hedges. An assertion that
    stands around its own source and cue counts as the parts beside them, as those corpora cut it.
    """
    links = [link for link in annotation.links if link.type in LINKS]
    told = attributed(annotation)
    spans = [
        {"id": mark.id, "label": mark.label, "start": mark.span.start, "end": mark.span.end}
        | (
            {"parts": [[part.start, part.end] for part in parts(annotation, mark, text)]}
            if mark.id in told
            else {}
        )
        for mark in annotation.marks
        if mark.id in told or mark.label not in ("ASSERTION", "HEDGE")
    ]
    return {
        "id": annotation.article,
        "spans": spans,
        "links": [{"type": link.type, "from": link.from_id, "to": link.to_id} for link in links],
    }
