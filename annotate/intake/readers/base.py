"""What a reader is and what it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Protocol

from annotate.core.codec import parse_time
from annotate.core.errors import Refused
from annotate.intake.clean import clean

METADATA = ("id", "title", "url", "outlet", "author", "language")
"""The fields of an article that a source may state as a text, beside `published`."""

_SHOWN = {"outlet", "author", "language"}


@dataclass(frozen=True)
class Incoming:
    """An article as a source gave it.

    Attributes:
        source: what to call it when talking to people: a path, `path:line`, or `-`.
        text: the article's words alone; offsets of the given text refer to it.
        id: its identity where the source states one.
        path: the one file that holds this article and nothing else, absolute; None in a stream.
    """

    source: str
    text: str
    id: str | None = None
    path: Path | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: datetime | None = None
    language: str | None = None


@dataclass(frozen=True)
class Refusal:
    """Something of a source that cannot be taken, and why; the rest goes on."""

    source: str
    reason: str


class Reader(Protocol):
    """One kind of source. A module of this folder with these two functions is one."""

    def accepts(self, source: str) -> bool:
        """Whether `source` is of this kind, by its name or by what kind of file it is."""
        ...

    def read(self, source: str) -> Iterator[Incoming | Refusal]:
        """The articles of `source`, in its own order, and what of it cannot be taken.

        Raises:
            UsageError: when an extra that it needs is not installed; at the call, before anything is read.
        """
        ...


def incoming(source: str, fields: Mapping[str, Any], text: str, path: Path | None = None) -> Incoming:
    """An article from the fields a source states; unknown ones are left alone.

    What is said about it is as hostile as its text: characters that nobody can see are taken out.

    Raises:
        Refused: with the field that is not of the contract's shape.
    """
    stated = {name: fields[name] for name in METADATA if fields.get(name) not in (None, "")}
    for name, value in stated.items():
        if not isinstance(value, str):
            raise Refused(f"{name} is not a text")
    stated |= {name: clean(stated[name])[0] or None for name in _SHOWN & stated.keys()}
    return Incoming(source, text, path=path, published=_moment(fields.get("published")), **stated)


def _moment(value: object) -> datetime | None:
    """A stated time of publication: RFC 3339, or a TOML date; without a zone it is taken as UTC."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time(), UTC)
    try:
        return parse_time(value.isoformat() if isinstance(value, datetime) else _text(value))
    except Refused as error:
        raise Refused(f"published: {error}") from error


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise Refused(f"{value!r} is not a time")
    return value
