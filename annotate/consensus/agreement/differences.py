"""Where two annotators of one article differ, one difference at a time and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotate.consensus.agreement.matching import ENOUGH, Match, matches
from annotate.consensus.agreement.pairs import carried, drawn_types, keys, partners
from annotate.consensus.clusters import Cluster
from annotate.consensus.sides import renumbered
from annotate.core import Annotation, Mark, Span
from annotate.scheme import Scheme

NOT_MARKED = "not marked"
NOT_LINKED = "not linked"
NOT_CHOSEN = "not chosen"
EDGES = " edges"
WHOLE = "the whole article"

OF_ONESELF = frozenset({"confidence", "impression"})
"""Answers in which annotators need not agree."""


@dataclass(frozen=True)
class Difference:
    """One thing that two annotators did otherwise.

    Attributes:
        topic: `LABEL` (marked by one only), `LABEL edges`, `LABEL.attribute`, a type of link, or the name of
            an answer.
        where: the mark it is about; a link's is the mark it starts from, an answer's the whole text.
        words: the words it is about, as the first of the two marked them who did.
        one, other: what each chose.
    """

    topic: str
    where: Span
    words: str
    one: str
    other: str

    @property
    def field(self) -> str | None:
        """Where two values stand against each other: `label`, an attribute, an answer; else None."""
        if self.topic.endswith(EDGES) or NOT_LINKED in (self.one, self.other):
            return None
        return "label" if self.topic.isupper() else self.topic


def differences(one: Annotation, other: Annotation, text: str, scheme: Scheme) -> list[Difference]:
    """All on marks and links, in the order of the text.

    What follows from another difference is not told again: attributes and links of a mark that the other
    annotator does not have.
    """
    one, other = same_sides(one, other)
    found = [*_marked(one, other, text, scheme), *_linked(one, other, text, scheme)]
    return sorted(found, key=lambda d: (d.where.start, -d.where.end, d.topic, d.one))


def answered(one: Annotation, other: Annotation, text: str, scheme: Scheme) -> list[Difference]:
    """The questions about the article that were answered otherwise, save those in words of one's own."""
    out = []
    for answer in scheme.answers:
        ours, theirs = (of.answers.get(answer.name, answer.default) for of in (one, other))
        if ours != theirs and answer.control != "text" and answer.name not in OF_ONESELF:
            chosen = (ours or NOT_CHOSEN, theirs or NOT_CHOSEN)
            out.append(Difference(answer.name, Span(0, len(text)), WHOLE, *chosen))
    return out


def same_sides(one: Annotation, other: Annotation) -> tuple[Annotation, Annotation]:
    """Both with their sides under the same numbers, for these say only who stands together."""
    joined = matches(one.labelled("SOURCE"), other.labelled("SOURCE"))
    found = [Cluster({0: m.one, 1: m.other}) for m in joined if m.iou >= ENOUGH]
    renamed = {mark.id: mark for cluster in renumbered(found) for mark in [cluster.marks[1]]}
    return one, replace(other, marks=tuple(renamed.get(mark.id, mark) for mark in other.marks))


def _marked(one: Annotation, other: Annotation, text: str, scheme: Scheme) -> Iterator[Difference]:
    left: list[Mark] = []
    right: list[Mark] = []
    for label in scheme.labels:
        ours, theirs = one.labelled(label.name), other.labelled(label.name)
        joined = matches(ours, theirs)
        for match in joined:
            yield from _edges(match, text)
            if match.iou >= ENOUGH:
                yield from _attributes(match, text, scheme)
        left += _without(ours, [match.one for match in joined])
        right += _without(theirs, [match.other for match in joined])
    yield from _alone(left, right, text)


def _without(marks: Sequence[Mark], taken: Sequence[Mark]) -> list[Mark]:
    ids = {mark.id for mark in taken}
    return [mark for mark in marks if mark.id not in ids]


def _edges(match: Match, text: str) -> Iterator[Difference]:
    if match.iou < 1:
        one, other = match.one.span.cut(text), match.other.span.cut(text)
        yield Difference(match.one.label + EDGES, match.one.span, one, quoted(one), quoted(other))


def _attributes(match: Match, text: str, scheme: Scheme) -> Iterator[Difference]:
    for attribute in scheme.label_by_name[match.one.label].attributes:
        one, other = (scheme.value(mark, attribute.name) for mark in (match.one, match.other))
        # Where it applies to one of them only, that follows from another attribute.
        if one != other and attribute.applies(match.one) and attribute.applies(match.other):
            topic = f"{match.one.label}.{attribute.name}"
            words = match.one.span.cut(text)
            yield Difference(topic, match.one.span, words, one or NOT_CHOSEN, other or NOT_CHOSEN)


def _alone(left: Sequence[Mark], right: Sequence[Mark], text: str) -> Iterator[Difference]:
    """Marks without a counterpart of their label; where the other gave the words another label, that."""
    joined = [match for match in matches(left, right) if match.iou >= ENOUGH]
    for match in joined:
        words = match.one.span.cut(text)
        yield Difference(match.one.label, match.one.span, words, match.one.label, match.other.label)
    for mark in _without(left, [match.one for match in joined]):
        yield Difference(mark.label, mark.span, mark.span.cut(text), mark.label, NOT_MARKED)
    for mark in _without(right, [match.other for match in joined]):
        yield Difference(mark.label, mark.span, mark.span.cut(text), NOT_MARKED, mark.label)


def _linked(one: Annotation, other: Annotation, text: str, scheme: Scheme) -> Iterator[Difference]:
    there = partners(one, other, scheme)
    here = {theirs: ours for ours, theirs in there.items()}
    for kind in drawn_types(scheme):
        ours, theirs = keys(one, kind), keys(other, kind)
        for key in sorted(ours):
            carried_there = carried(key, there, kind)
            if carried_there and carried_there not in theirs:
                yield _link(key, one, text, mine=True)
        for key in sorted(theirs):
            carried_here = carried(key, here, kind)
            if carried_here and carried_here not in ours:
                yield _link(key, other, text, mine=False)


def _link(key: tuple[str, str, str], of: Annotation, text: str, *, mine: bool) -> Difference:
    type_, start, end = key
    one, other = of.by_id[start].span, of.by_id[end].span
    to = f"linked to {quoted(other.cut(text))}"
    return Difference(type_, one, one.cut(text), *((to, NOT_LINKED) if mine else (NOT_LINKED, to)))


def quoted(words: str, most: int = 60) -> str:
    """Words in quotation marks on one line, their middle left out where they are many."""
    line = " ".join(words.split())
    half = most // 2
    return f"“{line}”" if len(line) <= most else f"“{line[:half].rstrip()} … {line[-half:].lstrip()}”"
