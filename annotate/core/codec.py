"""An `Annotation` as the JSON object of the contract, and back; its canonical body and content hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from annotate.core.annotation import IMPORTS, Annotation
from annotate.core.errors import Refused
from annotate.core.link import Link
from annotate.core.mark import Mark
from annotate.core.span import Span

RATINGS = ("confidence", "impression")
"""Answers that are whole numbers in JSON and digits inside."""


def rfc3339(moment: datetime | None) -> str | None:
    """UTC with a trailing Z and microseconds only where there are any."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def as_stated(moment: datetime | None) -> str | None:
    """The same in the zone that the moment is in, for people: `2024-05-01T10:00:00+02:00`."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def parse_time(value: str | None) -> datetime | None:
    """RFC 3339 to an aware UTC datetime; a time without a zone is taken as UTC.

    Raises:
        Refused: when `value` is no such time.
    """
    moment = parse_stated(value)
    return None if moment is None else moment.astimezone(UTC)


def parse_stated(value: str | None) -> datetime | None:
    """RFC 3339 to an aware datetime in the zone that it states; without one it is taken as UTC.

    Raises:
        Refused: when `value` is no such time.
    """
    if not value:
        return None
    try:
        said = datetime.fromisoformat(value)
        moment = said.replace(tzinfo=UTC) if said.tzinfo is None else said
        moment.astimezone(UTC)  # a zone can move a time out of all years
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused(f"{value!r} is not an RFC 3339 time") from error
    return moment


def offset_minutes(moment: datetime | None) -> int | None:
    """How far the zone of a moment lies east of UTC; None for UTC, and where no zone was stated."""
    offset = None if moment is None else moment.utcoffset()
    return round(offset.total_seconds() / 60) or None if offset else None


def body(annotation: Annotation) -> dict[str, Any]:
    """What an annotator decided: marks in the order of the text, links sorted, answers."""
    return {
        "marks": [_mark_out(mark) for mark in annotation.ordered],
        "links": [_link_out(link) for link in sorted(annotation.links)],
        "answers": {
            name: int(value) if name in RATINGS and value.isdecimal() else value
            for name, value in sorted(annotation.answers.items())
        },
    }


def canonical_json(value: object) -> str:
    """The same text for the same value on any machine: sorted keys, no blanks, no escapes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_sha256(annotation: Annotation) -> str:
    """Identifies a content: equal for two annotations that say the same of the same text."""
    return written(annotation)[1]


def written(annotation: Annotation) -> tuple[str, str]:
    """The body as canonical JSON, and its content hash: of that JSON with the hash of the text in it."""
    text = canonical_json(body(annotation))
    # `text_sha256` is the last of the sorted keys, so it is put in there and nothing is encoded twice.
    content = f'{text[:-1]},"text_sha256":{canonical_json(annotation.text_sha256)}}}'
    return text, sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def to_json(annotation: Annotation, text: str) -> dict[str, Any]:
    """The contract's object; `text` is the canonical text, from which each mark's words are cut."""
    content = body(annotation)
    for mark in content["marks"]:
        mark["text"] = text[mark["start"] : mark["end"]]
        mark.setdefault("origin", None)
    return {
        "id": annotation.id,
        "article": annotation.article,
        "article_revision": annotation.article_revision,
        "text_sha256": annotation.text_sha256,
        "campaign": None if annotation.campaign == IMPORTS else annotation.campaign,
        "annotator": annotation.annotator,
        "signed_in_as": annotation.signed_in_as,
        "scheme": annotation.scheme,
        "state": annotation.state,
        "revision": annotation.revision,
        "created_at": rfc3339(annotation.created_at),
        "updated_at": rfc3339(annotation.updated_at),
        "seconds": annotation.seconds,
        "origin": annotation.origin,
        **content,
    }


def from_body(content: Mapping[str, Any], **known: Any) -> Annotation:  # noqa: ANN401 - the fields of Annotation
    """An annotation from a body as `body` makes it (or a contract object); `known` are its other fields.

    Raises:
        Refused: when a mark or link is not of the contract's shape; the message says which and why.
    """
    marks = tuple(_mark_in(number, mark) for number, mark in enumerate(_list(content, "marks")))
    links = tuple(_link_in(number, link) for number, link in enumerate(_list(content, "links")))
    answers = content.get("answers") or {}
    if not isinstance(answers, Mapping):
        raise Refused("answers is not an object")
    said = {str(name): str(value) for name, value in answers.items() if value not in (None, "")}
    return Annotation(marks=marks, links=links, answers=said, **known)


def from_json(obj: Mapping[str, Any]) -> Annotation:
    """The contract's object as an annotation. Only article, annotator, marks and links are required.

    Raises:
        Refused: with the field that is missing or not of the contract's shape.
    """
    for name in ("article", "annotator"):
        if not isinstance(obj.get(name), str) or not obj[name]:
            raise Refused(f"{name} is missing or not a text")
    for name in ("marks", "links"):
        if name not in obj:
            raise Refused(f"{name} is missing")
    return from_body(
        obj,
        article=obj["article"],
        annotator=obj["annotator"],
        article_revision=int(obj.get("article_revision") or 1),
        text_sha256=str(obj.get("text_sha256") or ""),
        campaign=str(obj.get("campaign") or IMPORTS),
        scheme=str(obj.get("scheme") or ""),
        state=str(obj.get("state") or "current"),
        revision=int(obj.get("revision") or 1),
        origin=str(obj.get("origin") or "import"),
        signed_in_as=obj.get("signed_in_as"),
        seconds=obj.get("seconds"),
        created_at=parse_time(obj.get("created_at")),
        updated_at=parse_time(obj.get("updated_at")),
        id=str(obj.get("id") or ""),
    )


def _list(content: Mapping[str, Any], name: str) -> list[Any]:
    value = content.get(name) or []
    if not isinstance(value, list):
        raise Refused(f"{name} is not a list")
    return value


def _mark_out(mark: Mark) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": mark.id,
        "label": mark.label,
        "start": mark.span.start,
        "end": mark.span.end,
        "attributes": dict(sorted(mark.attributes.items())),
    }
    if mark.origin is not None:
        out["origin"] = mark.origin
    if mark.confidence is not None:
        out["confidence"] = mark.confidence
    return out


def _link_out(link: Link) -> dict[str, Any]:
    out = {"type": link.type, "from": link.from_id, "to": link.to_id}
    return out if link.origin is None else {**out, "origin": link.origin}


def _mark_in(number: int, mark: Any) -> Mark:  # noqa: ANN401 - hostile JSON
    where, place = f"mark {number}", f"/marks/{number}"
    if not isinstance(mark, Mapping):
        raise Refused(f"{where} is not an object", place=place)
    start, end = mark.get("start"), mark.get("end")
    if type(start) is not int or type(end) is not int:
        raise Refused(f"{where}: start and end are not whole numbers", place=place)
    attributes = mark.get("attributes") or {}
    if not isinstance(attributes, Mapping):
        raise Refused(f"{where}: attributes is not an object", place=place)
    try:
        span = Span(start, end)
    except ValueError as error:
        raise Refused(f"{where}: {error}", place=place) from error
    return Mark(
        id=str(mark.get("id") or f"m{number + 1}"),
        label=str(mark.get("label") or ""),
        span=span,
        attributes={str(k): str(v) for k, v in attributes.items() if v not in (None, "")},
        origin=mark.get("origin"),
        confidence=mark.get("confidence"),
    )


def _link_in(number: int, link: Any) -> Link:  # noqa: ANN401 - hostile JSON
    if not isinstance(link, Mapping) or not all(link.get(key) for key in ("type", "from", "to")):
        raise Refused(f"link {number} needs type, from and to", place=f"/links/{number}")
    return Link(str(link["type"]), str(link["from"]), str(link["to"]), link.get("origin"))
