"""What a writer is and what it is given."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from annotate.consensus import Rates
from annotate.core import Annotation, Article
from annotate.scheme import Scheme

_LOSS = "It cannot carry"


@dataclass(frozen=True)
class Item:
    """An annotation with the revision of the article that its spans refer to."""

    annotation: Annotation
    article: Article


class Counted(Protocol):
    """Items that count themselves, anew each time they are gone through; `Written` says what of them."""

    written: int
    merged: int
    erased: int
    left_out: Counter[str]

    def __iter__(self) -> Iterator[Item]: ...


@dataclass(frozen=True)
class Manner:
    """How to write.

    Attributes:
        scheme: names the columns and controls of formats that declare them.
        spreadsheet: cells that a spreadsheet would run as a formula are defused (csv).
        rates: how each annotator errs, for the consensus of four and more.
    """

    scheme: Scheme
    spreadsheet: bool = False
    rates: Mapping[str, Rates] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """What was written and what was not.

    Attributes:
        annotations: how many were written.
        erased: how many were not, because their article's text was erased.
        merged: how many consensus readings were written beside them.
        left_out: what of the written ones did not fit the format, and how many times; what the format can
            never carry is said by its docstring and not counted.
    """

    annotations: int
    erased: int
    merged: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)


class Writer(Protocol):
    """A module of this folder, either a FileWriter or a FolderWriter.

    Its docstring describes the format to whoever chooses one; the last paragraph begins with "It cannot
    carry" and is the note that goes into the output where the format has room for one.
    """

    __doc__: str | None


@runtime_checkable
class FileWriter(Writer, Protocol):
    """A format that is one file."""

    def write(self, items: Iterable[Item], out: BinaryIO, manner: Manner) -> Counter[str]:
        """Writes the items as they come, in their order; the same items give the same bytes.

        `items` may be gone through more than once. Answers what did not fit, and how many times.
        """
        ...


@runtime_checkable
class FolderWriter(Writer, Protocol):
    """A format that is a folder of files."""

    def write_folder(self, items: Iterable[Item], folder: Path, manner: Manner) -> Counter[str]:
        """As `FileWriter.write`, into a folder that holds nothing but the docstring, as README.md."""
        ...


def loss(doc: str | None) -> str:
    """What a writer's docstring says that the format cannot carry, on one line."""
    _, found, rest = inspect.cleandoc(doc or "").partition(_LOSS)
    return " ".join((found + rest).split())
