"""What an annotation says of others, as corpora of attribution cut it."""

from __future__ import annotations

from dataclasses import replace

from annotate.core import Annotation, Mark, Span

AROUND = " ,"
LINKS = ("attributed_to", "cued_by")


def attributed(annotation: Annotation) -> frozenset[str]:
    """The ids of the assertions that have a source or a cue; the others are the writer's own."""
    return frozenset(link.from_id for link in annotation.links if link.type in LINKS)


def only_attributed(annotation: Annotation) -> Annotation:
    """Without the writer's own assertions, and without what is linked to those."""
    told = attributed(annotation)
    kept = tuple(mark for mark in annotation.marks if mark.label != "ASSERTION" or mark.id in told)
    ids = {mark.id for mark in kept}
    links = tuple(link for link in annotation.links if link.from_id in ids and link.to_id in ids)
    return replace(annotation, marks=kept, links=links)


def parts(annotation: Annotation, assertion: Mark, text: str) -> tuple[Span, ...]:
    """What is left of an assertion without its own source and cue, in order; itself where neither is inside.

    Blanks and commas beside them are left out, too.
    """
    own = sorted(
        annotation.by_id[link.to_id].span
        for link in annotation.links
        if link.type in LINKS and link.from_id == assertion.id
    )
    inside = [span for span in own if assertion.span.contains(span)]
    starts = [assertion.span.start, *(span.end for span in inside)]
    ends = [*(span.start for span in inside), assertion.span.end]
    pieces = (_trimmed(text, start, end) for start, end in zip(starts, ends, strict=True) if start < end)
    return tuple(Span(*piece) for piece in pieces if piece[0] < piece[1]) if inside else (assertion.span,)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in AROUND:
        start += 1
    while start < end and text[end - 1] in AROUND:
        end -= 1
    return start, end
