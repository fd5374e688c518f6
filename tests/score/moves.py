"""Changes to a reading: those somebody could make to lift its score, and those that better an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.resources import shipped
from annotate.score import Rubric, load_rubric, number
from annotate.score.plan import compile_reading
from annotate.score.total import total
from tests.support.scheme import the_scheme
from tests.support.strategies import Read


@cache
def the_rubric() -> Rubric:
    return load_rubric(shipped("config", "rubrics", "1.toml"))


def points(reading: Annotation, article: Article) -> int:
    """The score of a reading that gives a number."""
    found = number(reading, article, the_scheme(), the_rubric())
    assert found is not None
    return found


def values(reading: Annotation, article: Article) -> dict[str, float]:
    """The value of each criterion; nan where it does not apply."""
    plan, own = compile_reading(reading, article, the_scheme())
    measures = total(plan, own, the_rubric()).measures
    return {name: float(one.value[0]) for name, one in measures.items()}


def gain(read: Read, changed: Annotation) -> int:
    """By how much the change lifts the score."""
    return points(changed, read.article) - points(read.reading, read.article)


def sourced(reading: Annotation) -> set[str]:
    """Ids of assertions that have a source of their own."""
    return {link.from_id for link in reading.linked("attributed_to")}


def with_claim_links(reading: Annotation) -> set[str]:
    """Ids of assertions joined to another by same_claim."""
    return {end for link in reading.linked("same_claim") for end in (link.from_id, link.to_id)}


def changed(reading: Annotation, ids: Iterable[str], **attributes: str) -> Annotation:
    chosen = set(ids)
    marks = tuple(m.with_attributes(**attributes) if m.id in chosen else m for m in reading.marks)
    return replace(reading, marks=marks)


def linked(reading: Annotation, *links: Link) -> Annotation:
    return replace(reading, links=tuple(sorted({*reading.links, *links})))


def unlinked(reading: Annotation, *links: Link) -> Annotation:
    return replace(reading, links=tuple(link for link in reading.links if link not in links))


def with_source(reading: Annotation, id_: str, claims: Iterable[str], **attributes: str) -> Annotation:
    """One more source that all of `claims` are attributed to."""
    wider = replace(reading, marks=(*reading.marks, Mark(id_, "SOURCE", Span(0, 1), attributes)))
    return linked(wider, *(Link("attributed_to", claim, id_) for claim in claims))


def renamed(reading: Annotation, id_: str, identity: str) -> Annotation:
    """The source under another identity; a reason and a number belong to unnamed ones only."""
    kept = {"standing": reading.by_id[id_].attributes["standing"], "identity": identity}
    marks = tuple(replace(m, attributes=kept) if m.id == id_ else m for m in reading.marks)
    return replace(reading, marks=marks)


def cut(reading: Annotation, id_: str, at: int) -> Annotation:
    """The assertion in two, at a place in the text; every link of it belongs to both halves."""
    whole = reading.by_id[id_]
    first = replace(whole, span=Span(whole.span.start, at))
    second = replace(whole, id=f"{id_}-2", span=Span(at, whole.span.end))
    marks = tuple(first if mark is whole else mark for mark in reading.marks)
    copies = [
        replace(
            link,
            from_id=second.id if link.from_id == id_ else link.from_id,
            to_id=second.id if link.to_id == id_ else link.to_id,
        )
        for link in reading.links
        if id_ in (link.from_id, link.to_id)
    ]
    return linked(replace(reading, marks=(*marks, second)), *copies)
