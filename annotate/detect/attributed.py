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


def as_corpora(annotation: Annotation, text: str) -> Annotation:
    """As corpora of attribution cut it: attributed assertions alone, and sources named together as one.

    "Ann Lee, Ben Orr and two others" are three sources to the scheme, and one stretch of text to a corpus.
    """
    told = only_attributed(annotation)
    whole: list[Mark] = []
    into: dict[str, str] = {}
    for mark in told.labelled("SOURCE"):
        last = whole[-1] if whole else None
        if last is not None and _named_together(told, last, mark, text):
            whole[-1] = replace(last, span=Span(last.span.start, mark.span.end))
            into[mark.id] = last.id
        else:
            whole.append(mark)
    spans = {mark.id: mark for mark in whole}
    marks = tuple(spans.get(mark.id, mark) for mark in told.marks if mark.id not in into)
    links = {
        replace(link, from_id=into.get(link.from_id, link.from_id), to_id=into.get(link.to_id, link.to_id))
        for link in told.links
    }
    return replace(told, marks=marks, links=tuple(sorted(one for one in links if one.from_id != one.to_id)))


def _named_together(annotation: Annotation, one: Mark, other: Mark, text: str) -> bool:
    """Whether nothing but a comma or "and" is between two sources of the same assertions."""
    if text[one.span.end : other.span.start].strip(" ,") not in ("", "and"):
        return False
    of_one, of_other = (
        {link.from_id for link in annotation.linked("attributed_to") if link.to_id == mark.id}
        for mark in (one, other)
    )
    return bool(of_one) and of_one == of_other


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
