"""A machine's annotation in the shape of the evaluation kit: spans with parts, links between them."""

from __future__ import annotations

from typing import Any

from annotate.core import Annotation, Mark

AROUND = " ,"
ATTRIBUTION = ("attributed_to", "cued_by")


def to_kit(annotation: Annotation, text: str) -> dict[str, Any]:
    """What corpora of attribution hold: `{"id", "spans", "links"}`, offsets in the article's `text`.

    Left out are assertions of the writer's own, which such corpora do not mark, and hedges. An assertion that
    stands around its own source and cue counts as the parts beside them, as those corpora cut it.
    """
    links = [link for link in annotation.links if link.type in ATTRIBUTION]
    attributed = {link.from_id for link in links}
    spans = [
        {"id": mark.id, "label": mark.label, "start": mark.span.start, "end": mark.span.end}
        | ({"parts": parts(annotation, mark, text)} if mark.id in attributed else {})
        for mark in annotation.marks
        if mark.id in attributed or mark.label not in ("ASSERTION", "HEDGE")
    ]
    return {
        "id": annotation.article,
        "spans": spans,
        "links": [{"type": link.type, "from": link.from_id, "to": link.to_id} for link in links],
    }


def parts(annotation: Annotation, assertion: Mark, text: str) -> list[list[int]]:
    """[start, end] of what is left of an assertion without its own source and cue, in order."""
    own = sorted(
        annotation.by_id[link.to_id].span
        for link in annotation.links
        if link.type in ATTRIBUTION and link.from_id == assertion.id
    )
    left, at = [], assertion.span.start
    for span in (one for one in own if assertion.span.contains(one)):
        left.append([at, span.start])
        at = max(at, span.end)
    left.append([at, assertion.span.end])
    return [piece for piece in (_trimmed(piece[0], piece[1], text) for piece in left) if piece[0] < piece[1]]


def _trimmed(start: int, end: int, text: str) -> list[int]:
    """Without the blanks and commas that parted it from source and cue."""
    while start < end and text[start] in AROUND:
        start += 1
    while start < end and text[end - 1] in AROUND:
        end -= 1
    return [start, end]
