"""What of an annotation can be carried over to another text of its article. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from annotate.core import Annotation, Article, Mark
from annotate.core.span import Span


def carried(annotation: Annotation, old: Article, new: Article) -> Annotation:
    """The marks whose sentences stand unchanged in the new text, and the links between those.

    Unchanged is a sentence that reads the same and follows the same way upon those before it: a word that was
    put in changes what the marks beside it mean. Answers are about the whole text, so none is carried over.
    """
    kept = _kept(old, new)
    marks = tuple(moved for mark in annotation.marks if (moved := _moved(mark, old, new, kept)) is not None)
    ids = {mark.id for mark in marks}
    links = tuple(link for link in annotation.links if {link.from_id, link.to_id} <= ids)
    return replace(
        annotation,
        marks=marks,
        links=links,
        answers={},
        article_revision=new.revision,
        text_sha256=new.sha256,
    )


def with_new(carried_over: Annotation, made: Annotation, old: Article, new: Article) -> Annotation:
    """What was carried over, and the machine's marks on sentences that the old text did not have."""
    known = set(_kept(old, new).values())
    fresh = [mark for mark in made.marks if not known & set(_sentences(mark.span, new))]
    names = {mark.id: f"new-{mark.id}" for mark in fresh}
    marks = (replace(mark, id=names[mark.id]) for mark in fresh)
    links = (
        replace(link, from_id=names[link.from_id], to_id=names[link.to_id])
        for link in made.links
        if {link.from_id, link.to_id} <= names.keys()
    )
    return replace(carried_over, marks=(*carried_over.marks, *marks), links=(*carried_over.links, *links))


def _kept(old: Article, new: Article) -> Mapping[int, int]:
    """Place of each sentence of the old text that is in the new one, to its place there."""
    before, after = ([span.cut(one.text) for span in one.sentences] for one in (old, new))
    matches = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {at.a + step: at.b + step for at in matches for step in range(at.size)}


def _moved(mark: Mark, old: Article, new: Article, kept: Mapping[int, int]) -> Mark | None:
    places = _sentences(mark.span, old)
    if not places or not all(place in kept for place in places):
        return None
    shift = new.sentences[kept[places[0]]].start - old.sentences[places[0]].start
    span = Span(mark.span.start + shift, mark.span.end + shift)
    return replace(mark, span=span) if span.cut(new.text) == mark.span.cut(old.text) else None


def _sentences(span: Span, article: Article) -> range:
    """The places of the sentences that a span lies on, from the one it begins in."""
    starts = [one.start for one in article.sentences]
    first, last = (bisect_right(starts, at) - 1 for at in (span.start, span.end - 1))
    return range(first, last + 1) if first >= 0 else range(0)
