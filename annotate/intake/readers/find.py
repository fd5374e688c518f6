"""Which reader reads a source, and which parses a document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import cast

from annotate.intake.document import Document
from annotate.intake.readers import text
from annotate.intake.readers.base import Incoming, Means, Parser, Reader, Refusal


def read(source: str, means: Means | None = None) -> Iterator[Incoming | Refusal]:
    """The articles of a path, a folder, an address or `-`, and what of it cannot be taken.

    Raises:
        UsageError: an extra that is not installed, or an address where `means` cannot fetch; at the call.
    """
    return reader_of(source).read(source, means or Means())


def reader_of(source: str) -> Reader:
    """The reader of `source`. A file of no known kind that somebody names is read as plain text."""
    return known(source) or cast(Reader, text)


def known(source: str) -> Reader | None:
    """The reader that says it knows `source`: an address, `-`, a folder, or a file by its suffix."""
    return next((reader for reader in readers() if reader.accepts(source)), None)


def parser_of(document: Document) -> Parser | None:
    """The reader for what a server answered."""
    parsers = (cast(Parser, reader) for reader in readers() if hasattr(reader, "holds"))
    return next((parser for parser in parsers if parser.holds(document)), None)


@cache
def readers() -> tuple[Reader, ...]:
    """The modules of this folder that are readers, by name."""
    here = Path(__file__).parent
    modules = [import_module(f"{__package__}.{module.name}") for module in iter_modules([str(here)])]
    return tuple(cast(Reader, module) for module in modules if hasattr(module, "accepts"))
