"""A list of results as Label Studio stores it, taken apart: regions, choices, relations, answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from annotate.core import Link, Mark
from annotate.core.errors import Refused
from annotate.core.span import Span
from annotate.scheme import Answer, Dropped, Scheme
from annotate.scheme.controls import FLAG, LABELS, attribute_control

ORIGINS = frozenset({"manual", "prediction", "prediction-changed"})

_LONGEST_ID = 200

Result = Mapping[str, Any]


@dataclass(frozen=True)
class Parsed:
    """What the results say, before it is held against the scheme and the text."""

    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    answers: Mapping[str, str]
    dropped: tuple[Dropped, ...]


@dataclass
class _Found:
    marks: dict[str, Mark] = field(default_factory=dict)
    attributes: list[tuple[str, str, str, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    retired: Set[str] = frozenset()

    def drop(self, what: str, where: object, reason: str) -> None:
        printable = str(where).encode("utf-8", "backslashreplace").decode()
        self.dropped.append(Dropped(what, printable, reason))


def parse(results: object, scheme: Scheme, retired: Set[str] = frozenset()) -> Parsed:
    """Every result in the order given; `None` is an empty list.

    Args:
        retired: labels that the page had before it was upgraded. Regions that carry one are dropped, and so
            are regions without any label, as Label Studio leaves them when it loses one.

    Raises:
        Refused: when the results are no list of objects, or a region is not one label on one stretch.
    """
    if results is None:
        results = []
    if not isinstance(results, list):
        raise Refused("result is not a list")
    found = _Found()
    controls = _controls(scheme)
    found.retired = retired
    for number, result in enumerate(results):
        if not isinstance(result, Mapping):
            raise Refused(f"result {number} is not an object", place=f"/result/{number}")
        _take(number, result, controls, scheme, found)
    _apply_attributes(found)
    return Parsed(tuple(found.marks.values()), tuple(found.links), found.answers, tuple(found.dropped))


def _controls(scheme: Scheme) -> dict[str, tuple[str, str]]:
    return {
        attribute_control(label.name, attribute.name): (label.name, attribute.name)
        for label in scheme.labels
        for attribute in label.attributes
    }


def _take(
    number: int, result: Result, controls: Mapping[str, tuple[str, str]], scheme: Scheme, found: _Found
) -> None:
    control = result.get("from_name")
    if result.get("type") == "relation":
        found.links.extend(_relation(number, result, scheme, found))
    elif control == LABELS or result.get("type") == "labels":
        _region(number, result, found)
    elif isinstance(control, str) and control in controls:
        _attribute(number, result, controls[control], found)
    elif isinstance(control, str) and control in scheme.answer_by_name:
        _answer(result, scheme.answer_by_name[control], found)
    elif control != FLAG:
        found.drop("result", number, f"the labelling page has no control {control!r}")


def _region(number: int, result: Result, found: _Found) -> None:
    where, value, place = f"region {number}", result.get("value"), f"/result/{number}"
    id_ = result.get("id")
    if not isinstance(id_, str) or not 0 < len(id_) <= _LONGEST_ID or not _storable(id_):
        raise Refused(f"{where}: {id_!r:.80} cannot be an id", place=place)
    if not isinstance(value, Mapping):
        raise Refused(f"{where} ({id_}): the value is not an object", place=place)
    labels = value.get("labels")
    if found.retired and (not labels or labels[0] in found.retired):
        found.drop("mark", id_, f"label {labels[0]!r} was retired" if labels else "its label was retired")
        return
    if not isinstance(labels, list) or len(labels) != 1 or not _storable(labels[0]):
        raise Refused(f"{where} ({id_}): not exactly one label", place=place)
    if id_ in found.marks:
        raise Refused(f"{where} ({id_}): another region has the same id", place=place)
    origin = result.get("origin")
    known = origin if isinstance(origin, str) and origin in ORIGINS else None
    found.marks[id_] = Mark(id_, labels[0], _span(f"{where} ({id_})", value, place), origin=known)
    if result.get("meta"):
        found.drop("meta", id_, "notes on a region are not kept")


def _span(where: str, value: Mapping[str, Any], place: str) -> Span:
    start, end = value.get("start"), value.get("end")
    if type(start) is not int or type(end) is not int:
        raise Refused(f"{where}: start and end are not whole numbers", place=place)
    try:
        return Span(start, end)
    except ValueError as error:
        raise Refused(f"{where}: {error}", place=place) from error


def _attribute(number: int, result: Result, control: tuple[str, str], found: _Found) -> None:
    label, name = control
    chosen = texts(result, "choices")
    if chosen is None or len(chosen) > 1:
        found.drop("attribute", f"{result.get('id')}.{name}", "not exactly one choice")
    elif chosen:
        id_ = result.get("id")
        found.attributes.append((id_ if isinstance(id_, str) else f"#{number}", label, name, chosen[0]))


def _apply_attributes(found: _Found) -> None:
    """Once all regions are known: a choice may stand before its region."""
    for id_, label, name, value in found.attributes:
        mark = found.marks.get(id_)
        if mark is None:
            found.drop("attribute", f"{id_}.{name}", "there is no such region")
        elif mark.label != label:
            found.drop("attribute", f"{id_}.{name}", f"a question about {label}, and this is {mark.label}")
        elif name in mark.attributes:
            found.drop("attribute", f"{id_}.{name}", "answered twice")
        else:
            found.marks[id_] = mark.with_attributes(**{name: value})


def _relation(number: int, result: Result, scheme: Scheme, found: _Found) -> Iterator[Link]:
    one, other = result.get("from_id"), result.get("to_id")
    labels = result.get("labels") or [""]
    where = f"{one} to {other}"
    if not isinstance(one, str) or not isinstance(other, str):
        found.drop("link", f"#{number}", "an end is not a text")
        return
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        found.drop("link", where, "its labels are not texts")
        return
    direction = result.get("direction", "right")
    for label in labels:
        if direction not in ("left", "right", "bi"):
            found.drop(label or "link", where, f"it points {direction!r}")
        elif direction == "bi" and _directed(label, scheme):
            found.drop(label, where, "it points both ways")
        else:
            yield Link(label, other, one) if direction == "left" else Link(label, one, other)


def _directed(label: str, scheme: Scheme) -> bool:
    """Whether the type's direction is the annotator's to give: both its ends carry the same label."""
    kind = scheme.link_by_name.get(label)
    return kind is not None and kind.from_label == kind.to_label and not kind.symmetric


def _answer(result: Result, answer: Answer, found: _Found) -> None:
    said = _said(result, answer)
    if said is None:
        found.drop("answer", answer.name, "not of the shape of its control")
    elif said and answer.name in found.answers:
        found.drop("answer", answer.name, "answered twice")
    elif said:
        found.answers[answer.name] = said


def _said(result: Result, answer: Answer) -> str | None:
    """The answer in words, empty where nothing was said, None where it cannot be read."""
    if answer.control == "rating":
        value = result.get("value")
        rating = value.get("rating") if isinstance(value, Mapping) else None
        return str(rating) if type(rating) is int and 0 <= rating <= answer.maximum else None
    said = texts(result, "text" if answer.control == "text" else "choices")
    if said is None:
        return None
    if answer.control == "several":
        order = {value.name: place for place, value in enumerate(answer.values)}
        return ",".join(sorted(set(said), key=lambda one: (order.get(one, len(order)), one)))
    if answer.control == "choice" and len(said) > 1:
        return None
    return "\n".join(said)


def texts(result: Result, key: str) -> list[str] | None:
    """The texts a result holds under `key`; None where it holds anything else, or what none can store."""
    value = result.get("value")
    texts = value.get(key) if isinstance(value, Mapping) else None
    if isinstance(texts, str):
        texts = [texts]
    return texts if isinstance(texts, list) and all(_storable(text) for text in texts) else None


def _storable(text: object) -> bool:
    """Whether any database can hold it: PostgreSQL refuses NUL, and UTF-8 half a surrogate pair."""
    if not isinstance(text, str) or "\x00" in text:
        return False
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)
