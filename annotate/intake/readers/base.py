"""What a reader is and what it gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from annotate.core.codec import parse_stated
from annotate.core.errors import AnnotateError, Refused
from annotate.intake.clean import clean
from annotate.intake.document import Document, from_file

if TYPE_CHECKING:
    from annotate.intake.web import Fetched

METADATA = ("id", "title", "url", "outlet", "author", "language")
"""The fields of an article that a source may state as a text, beside `published`."""

_SHOWN = {"outlet", "author", "language"}
_LOGIN = re.compile(r"(?<=:)//[^/@\s]+@")


@dataclass(frozen=True)
class Incoming:
    """An article as a source gave it.

    Attributes:
        source: what to call it when talking to people: a path, `path:line`, or `-`.
        text: the article's words alone; offsets of the given text refer to it.
        id: its identity where the source states one.
        path: the one file that holds this article and nothing else, absolute; None in a stream.
        published, modified: when it was published and last changed, by its own word, in the zone it says.
        linked: what it links to, each an address and the words that lead there.
        doubt: what whoever takes it is to know of how it was read.
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
    modified: datetime | None = None
    language: str | None = None
    linked: tuple[tuple[str, str], ...] = ()
    doubt: str | None = None


@dataclass(frozen=True)
class Refusal:
    """Something of a source that cannot be taken, and why; the rest goes on. Its address says no password."""

    source: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", _LOGIN.sub("//…@", self.source))


@dataclass(frozen=True)
class Means:
    """What a reader may use beside the source itself.

    Attributes:
        fetch: fetches an address; None where none may be fetched.
        columns: which column of a table holds which field, where its header does not say so.
        expect: told how many articles are to come, as soon as somebody knows.
        guess: told the same of a file that is read as it comes, by how far it is; corrected as it goes on.
    """

    fetch: Callable[[str], Fetched] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    expect: Callable[[int], None] = lambda number: None
    guess: Callable[[int], None] = lambda number: None

    def instead_of_one(self) -> Means:
        """The means for a part that was expected to be one article before its reader knew how many."""
        expected = [1]

        def less(tell: Callable[[int], None]) -> Callable[[int], None]:
            return lambda number: tell(number - (expected.pop() if expected else 0))

        return replace(self, expect=less(self.expect), guess=less(self.guess))


class Reader(Protocol):
    """One kind of source. A module of this folder with these two functions is one."""

    def accepts(self, source: str) -> bool:
        """Whether `source` is of this kind, by its name or by what kind of file it is."""
        ...

    def read(self, source: str, means: Means) -> Iterator[Incoming | Refusal]:
        """The articles of `source`, in its own order, and what of it cannot be taken.

        Raises:
            UsageError: when an extra that it needs is not installed; at the call, before anything is read.
        """
        ...


class Parser(Protocol):
    """A reader whose kind of document may also be the answer of a web server, with these two beside.

    One whose documents list pages says `LISTS = True`: what a list leads to is never read as a list again.
    """

    def holds(self, document: Document) -> bool:
        """Whether the document is of this kind, by what the server said of it and how it begins."""
        ...

    def parse(self, document: Document, means: Means) -> Iterator[Incoming | Refusal]:
        """The articles of the document."""
        ...


def one(parse: Callable[[], Incoming], source: str) -> Iterator[Incoming | Refusal]:
    """The one article of a document, or why it cannot be taken."""
    try:
        yield parse()
    except Refused as error:
        yield Refusal(source, str(error))
    except (AnnotateError, MemoryError):
        raise
    except Exception as error:  # of a million pages some find what no test has found
        yield Refusal(source, f"broken: {type(error).__name__}: {error}")


def every(
    source: str, means: Means, parse: Callable[[Document, Means], Iterator[Incoming | Refusal]]
) -> Iterator[Incoming | Refusal]:
    """All articles of a file, or why it cannot be read."""
    try:
        document = from_file(source)
    except Refused as error:
        yield Refusal(source, str(error))
        return
    yield from parse(document, means)


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
    moments: dict[str, Any] = {name: _moment(name, fields.get(name)) for name in ("published", "modified")}
    stated |= {name: clean(stated[name])[0] or None for name in _SHOWN & stated.keys()}
    return Incoming(source, text, path=path, **stated, **moments)


def _moment(name: str, value: object) -> datetime | None:
    """A stated time in its zone: RFC 3339, or a TOML date; without a zone it is taken as UTC."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time(), UTC)
    try:
        return parse_stated(value.isoformat() if isinstance(value, datetime) else _text(value))
    except Refused as error:
        raise Refused(f"{name}: {error}") from error


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise Refused(f"{value!r} is not a time")
    return value
