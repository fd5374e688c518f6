"""One line of an annotation file: its shape, and its marks carried over to the canonical text. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from annotate.core import Annotation, Mark, Span
from annotate.core.article import text_sha256
from annotate.core.codec import from_json
from annotate.core.errors import Refused
from annotate.intake.articles import titled
from annotate.intake.canonical import Canonical
from annotate.intake.clean import clean
from annotate.intake.identity import checked_id
from annotate.store.text import refuse_unstorable

_KEPT = ("id", "text_sha256", "campaign", "signed_in_as", "scheme", "outlet")
_TEXTS = (*_KEPT, "created_at", "updated_at", "article_text", "article_title")
_COUNTS = ("article_revision", "revision")
_ONE_OF = {
    "state": ("current", "superseded", "withdrawn"),
    "origin": ("studio", "import", "machine", "verdict", "consensus"),
}
_NAMES = ("id", "campaign", "scheme", "signed_in_as")
_LONGEST_NAME = 200
"""Characters; a database's index cannot hold names of any length."""
_LARGEST = 10**9
_MARK_ORIGINS = (None, "manual", "prediction", "prediction-changed")
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class Brought:
    """The article that an annotation brings along."""

    canonical: Canonical
    title: str | None
    outlet: str | None


def annotation_in(obj: Mapping[str, Any]) -> Annotation:
    """The annotation of a line, its spans as they were given.

    Raises:
        Refused: with the field that is not of the contract's shape.
    """
    _refuse_misshapen(obj)
    annotation = from_json(obj)
    checked_id(annotation.article)
    if not _SLUG.fullmatch(annotation.annotator):
        raise Refused(f"annotator {annotation.annotator[:100]!r} is not a slug")
    for mark in annotation.marks:
        _refuse_misshapen_mark(mark)
    for link in annotation.links:
        if link.origin not in (None, "inferred"):
            raise Refused(
                f"link from {link.from_id} to {link.to_id}: origin {_short(link.origin)} is unknown"
            )
    return annotation


def brought(obj: Mapping[str, Any]) -> Brought | None:
    """The article that comes along, if one does.

    Raises:
        Refused: when it is empty or over-long, or is not the text that `text_sha256` is of.
    """
    text = obj.get("article_text")
    if not text:
        return None
    if obj.get("text_sha256") and obj["text_sha256"] != text_sha256(text):
        raise Refused("text_sha256 is not that of article_text")
    canonical, title = titled(text, obj.get("article_title"))
    return Brought(canonical, title, clean(obj.get("outlet") or "")[0] or None)


def carried(annotation: Annotation, canonical: Canonical) -> Annotation:
    """`annotation` of the given text as one of the canonical text.

    Raises:
        Refused: when a mark lies outside the given text, or covers only what the canonical text leaves out.
    """
    marks = tuple(_carried(mark, canonical) for mark in annotation.marks)
    return replace(annotation, marks=marks, text_sha256=text_sha256(canonical.text))


def refuse_other_words(obj: Mapping[str, Any], annotation: Annotation, text: str) -> None:
    """Holds the words that a mark says it covers against those that its span covers, but for blanks.

    Raises:
        Refused: when they differ: the span, or the text, is not the one that was meant.
    """
    for mark, said in zip(annotation.marks, obj.get("marks") or (), strict=True):
        words = said.get("text")
        if isinstance(words, str) and words.split() != mark.span.cut(text).split():
            raise Refused(
                f"{_where(mark)} covers {mark.span.cut(text)[:80]!r}, not {words[:80]!r}", place=f"#{mark.id}"
            )


def _carried(mark: Mark, canonical: Canonical) -> Mark:
    if mark.span.end > len(canonical.given):
        raise Refused(f"{_where(mark)}: article_text ends at {len(canonical.given)}", place=f"#{mark.id}")
    span: Span | None = canonical.to_canonical(mark.span)
    if span is None:
        raise Refused(f"{_where(mark)} covers nothing of the canonical text", place=f"#{mark.id}")
    return replace(mark, span=span)


def _refuse_misshapen(obj: Mapping[str, Any]) -> None:
    for name in _TEXTS:
        if not isinstance(obj.get(name), str | None):
            raise Refused(f"{name} is not a text")
    refuse_unstorable(**{name: obj.get(name) for name in _KEPT})
    for name in _NAMES:
        said = obj.get(name) or ""
        if len(said) > _LONGEST_NAME or not said.isprintable():
            raise Refused(
                f"{name} {_short(said)} is longer than {_LONGEST_NAME} characters, or cannot be printed"
            )
    for name in _COUNTS:
        value = obj.get(name)
        if value is not None and not (type(value) is int and 0 < value < 2**31):
            raise Refused(f"{name} is not a whole number from 1")
    for name, allowed in _ONE_OF.items():
        if obj.get(name) is not None and obj[name] not in allowed:
            raise Refused(f"{name} {obj[name]!r} is none of {', '.join(allowed)}")
    if obj.get("seconds") is not None and not _is_number(obj["seconds"]):
        raise Refused("seconds is not a number")


def _refuse_misshapen_mark(mark: Mark) -> None:
    if mark.origin not in _MARK_ORIGINS:
        raise Refused(f"{_where(mark)}: origin {mark.origin!r} is unknown", place=f"#{mark.id}")
    if mark.confidence is not None and not _is_number(mark.confidence):
        raise Refused(f"{_where(mark)}: confidence is not a number", place=f"#{mark.id}")


def _is_number(value: object) -> bool:
    """A number that every database holds; nan and the infinities are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _short(value: object) -> str:
    return f"{value!r:.80}"


def _where(mark: Mark) -> str:
    return f"mark {mark.id} ({mark.label} {mark.span.start}-{mark.span.end})"
