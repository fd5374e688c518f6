"""From the store to a file or folder in one of the formats."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import BinaryIO, cast

from annotate.core.errors import UsageError
from annotate.export import writers
from annotate.export.items import Items
from annotate.export.target import new_file, new_folder
from annotate.export.wanted import Wanted, require_known
from annotate.export.writers.base import Counted, FileWriter, FolderWriter, Item, Manner, Writer, Written
from annotate.store import Store

EVERYTHING = Wanted()


def write(
    format_: str, store: Store, out: Path | BinaryIO, manner: Manner, wanted: Wanted = EVERYTHING
) -> Written:
    """Writes what is wanted, all current annotations when not told otherwise.

    Annotations come ordered by their ids; behind them the consensus readings, where they are asked for, by
    article. A file or folder at a path appears when it is complete.

    Raises:
        UsageError: when there is no such format, campaign, annotator or label, the format is a folder and
            `out` is none, or is one that holds something.
        LocalFileError: when it cannot be written.
    """
    with store.session(read_only=True) as session:
        require_known(session, wanted, manner.scheme)
        return write_items(format_, Items(session, wanted, manner.scheme, manner.rates), out, manner)


def write_items(format_: str, items: Counted, out: Path | BinaryIO, manner: Manner) -> Written:
    """Writes items from wherever they come, and says what `write` says."""
    left_out = _write(writer_of(format_), items, out, manner) + items.left_out
    return Written(items.written, items.erased, items.merged, dict(sorted(left_out.items())))


def _write(writer: Writer, items: Iterable[Item], out: Path | BinaryIO, manner: Manner) -> Counter[str]:
    if isinstance(writer, FolderWriter):
        if not isinstance(out, Path):
            raise UsageError("this format is a folder of files", "give --out a folder's name")
        with new_folder(out) as folder:
            (folder / "README.md").write_text(inspect.cleandoc(writer.__doc__ or "") + "\n", "utf-8")
            return writer.write_folder(items, folder, manner)
    assert isinstance(writer, FileWriter)  # noqa: S101 - a writer is one or the other
    with new_file(out) as file:
        return writer.write(items, file, manner)


def writer_of(format_: str) -> Writer:
    """The writer of a format.

    Raises:
        UsageError: naming the formats there are.
    """
    if format_ not in formats():
        raise UsageError(f"no format {format_!r}", f"there are: {', '.join(formats())}")
    return cast(Writer, import_module(f"{writers.__name__}.{format_}"))


def formats() -> tuple[str, ...]:
    """The names of the formats, sorted."""
    return tuple(sorted(one.name for one in iter_modules(writers.__path__) if one.name != "base"))


def about(format_: str) -> str:
    """A format in words, what it cannot carry at the end."""
    return inspect.cleandoc(writer_of(format_).__doc__ or "")
