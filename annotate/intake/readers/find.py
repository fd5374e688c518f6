"""Which reader reads a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import cast

from annotate.core.errors import UsageError
from annotate.intake.readers import text
from annotate.intake.readers.base import Incoming, Reader, Refusal

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def read(source: str) -> Iterator[Incoming | Refusal]:
    """The articles of a path, a folder or `-`, and what of it cannot be taken."""
    return reader_of(source).read(source)


def reader_of(source: str) -> Reader:
    """The reader of `source`. A file of no known kind that somebody names is read as plain text.

    Raises:
        UsageError: an address; none is fetched yet.
    """
    if _ADDRESS.match(source):
        raise UsageError(f"{source}: addresses cannot be fetched yet", "save the page and add the file")
    return known(source) or cast(Reader, text)


def known(source: str) -> Reader | None:
    """The reader that says it knows `source`; for `-` and folders, and for files by their suffix."""
    return next((reader for reader in readers() if reader.accepts(source)), None)


@cache
def readers() -> tuple[Reader, ...]:
    """The modules of this folder that are readers, by name."""
    here = Path(__file__).parent
    modules = [import_module(f"{__package__}.{module.name}") for module in iter_modules([str(here)])]
    return tuple(cast(Reader, module) for module in modules if hasattr(module, "accepts"))
