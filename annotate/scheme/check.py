"""Holds an annotation against the scheme and the text: nothing is guessed, nothing good is thrown out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from annotate.core import Annotation, Link, Mark
from annotate.core.article import text_sha256
from annotate.core.errors import Refused
from annotate.scheme.model import Scheme


@dataclass(frozen=True)
class Dropped:
    """A link, attribute, answer or doubled mark that was left out, and why."""

    what: str
    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.what} {self.where}: {self.reason}"


@dataclass(frozen=True)
class Checked:
    """An annotation that the scheme allows, and what had to be left out of it."""

    annotation: Annotation
    dropped: tuple[Dropped, ...] = ()


def check(annotation: Annotation, text: str, scheme: Scheme) -> Checked:
    """The annotation as the scheme allows it on the canonical `text`.

    One bad link, attribute or answer is dropped and listed; of marks with the same label and span the first
    stays and takes over the links of the others.

    Raises:
        Refused: when a mark's label is unknown, its span lies outside the text or covers only blanks, two
            marks share an id, or the annotation was made on another text.
    """
    if annotation.text_sha256 and annotation.text_sha256 != text_sha256(text):
        raise Refused("it was made on another text (text_sha256 differs)")
    _refuse_bad_marks(annotation.marks, text, scheme)
    dropped: list[Dropped] = []
    marks, same = _distinct(annotation.marks, dropped)
    checked = tuple(_attributes(mark, scheme, dropped) for mark in marks)
    links = tuple(_links(annotation.links, {mark.id: mark for mark in checked}, same, scheme, dropped))
    answers = dict(_answers(annotation, scheme, dropped))
    return Checked(replace(annotation, marks=checked, links=links, answers=answers), tuple(dropped))


def _refuse_bad_marks(marks: Iterable[Mark], text: str, scheme: Scheme) -> None:
    seen: set[str] = set()
    for mark in marks:
        where = f"mark {mark.id} ({mark.label} {mark.span.start}-{mark.span.end})"
        place = f"#{mark.id}"
        if mark.label not in scheme.label_by_name:
            raise Refused(f"{where}: scheme {scheme.version} has no label {mark.label!r}", place=place)
        if mark.span.end > len(text):
            raise Refused(f"{where}: the text ends at {len(text)}", place=place)
        if not mark.span.cut(text).strip():
            raise Refused(f"{where}: covers only blanks", place=place)
        if mark.id in seen:
            raise Refused(f"{where}: another mark has the same id", place=place)
        seen.add(mark.id)


def _distinct(marks: Iterable[Mark], dropped: list[Dropped]) -> tuple[list[Mark], dict[str, str]]:
    first: dict[tuple[str, int, int], Mark] = {}
    same: dict[str, str] = {}
    for mark in marks:
        kept = first.setdefault((mark.label, mark.span.start, mark.span.end), mark)
        if kept is not mark:
            dropped.append(Dropped("mark", mark.id, f"the same span and label as {kept.id}"))
            first[mark.label, mark.span.start, mark.span.end] = replace(
                kept, attributes={**mark.attributes, **kept.attributes}
            )
        same[mark.id] = kept.id
    return list(first.values()), same


def _attributes(mark: Mark, scheme: Scheme, dropped: list[Dropped]) -> Mark:
    label = scheme.label_by_name[mark.label]
    kept = dict(mark.attributes)
    for name, value in mark.attributes.items():
        attribute = label.attribute(name)
        if attribute is None:
            reason = f"{mark.label} has no such attribute"
        elif value not in attribute.names:
            reason = f"{value!r} is none of {', '.join(sorted(attribute.names))}"
        elif not attribute.applies(mark):
            reason = "does not apply to this mark"
        else:
            continue
        del kept[name]
        dropped.append(Dropped("attribute", f"{mark.id}.{name}", reason))
    return mark if kept == mark.attributes else replace(mark, attributes=kept)


def _links(
    links: Iterable[Link],
    marks: dict[str, Mark],
    same: dict[str, str],
    scheme: Scheme,
    dropped: list[Dropped],
) -> Iterator[Link]:
    seen: set[tuple[str, str, str]] = set()
    for link in links:
        where = f"{link.from_id} to {link.to_id}"
        one, other = marks.get(same.get(link.from_id, "")), marks.get(same.get(link.to_id, ""))
        if one is None or other is None:
            dropped.append(Dropped(link.type, where, "one end is no mark of this annotation"))
            continue
        if one is other:
            dropped.append(Dropped(link.type, where, "joins a mark to itself"))
            continue
        fitted = fit(link, one, other, scheme)
        if fitted is None:
            dropped.append(Dropped(link.type or "link", where, f"cannot join {one.label} to {other.label}"))
            continue
        key = (fitted.type, fitted.from_id, fitted.to_id)
        if key in seen:
            dropped.append(Dropped(fitted.type, where, "drawn twice"))
            continue
        seen.add(key)
        yield fitted


def fit(link: Link, one: Mark, other: Mark, scheme: Scheme) -> Link | None:
    """`link` from `one` to `other` in the direction its type wants; None where the type cannot join them.

    An empty type is worked out from the two ends. A symmetric link runs from the later mark to the earlier.
    """
    kind = scheme.link_by_name.get(link.type) if link.type else scheme.plain_link(one.label, other.label)
    if kind is None or {one.label, other.label} != {kind.from_label, kind.to_label}:
        return None
    later_first = (one.span, one.id) >= (other.span, other.id)
    turned = not later_first if kind.symmetric else one.label != kind.from_label
    start, end = (other, one) if turned else (one, other)
    return Link(kind.name, start.id, end.id, link.origin)


def _answers(annotation: Annotation, scheme: Scheme, dropped: list[Dropped]) -> Iterator[tuple[str, str]]:
    for name, value in annotation.answers.items():
        answer = scheme.answer_by_name.get(name)
        if answer is None:
            dropped.append(Dropped("answer", name, "the scheme has no such question"))
        elif not answer.accepts(value):
            dropped.append(Dropped("answer", name, f"{value!r} cannot be answered there"))
        else:
            yield name, value
