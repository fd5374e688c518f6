"""A folder: every file below it that another reader knows, in the order of their paths."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from annotate.intake.decode import unreadable
from annotate.intake.readers import find
from annotate.intake.readers.base import Incoming, Means, Refusal


def accepts(source: str) -> bool:
    return Path(source).is_dir()


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    """Hidden files and folders are passed over; other files that no reader knows are counted by type."""
    closed: list[OSError] = []
    skipped: Counter[str] = Counter()
    parts: list[Iterator[Incoming | Refusal]] = []
    for path in files(source, closed):
        reader = find.known(str(path))
        if reader is None:
            skipped[path.suffix.lower() or "without a suffix"] += 1
        elif path.exists() and not path.is_file():
            parts.append(iter([Refusal(str(path), "it is no plain file")]))  # a pipe would be waited for
        else:
            parts.append(reader.read(str(path), means.instead_of_one()))
    means.expect(len(parts))
    return chain(*parts, _left_out(source, skipped, closed, empty=not parts))


def _left_out(source: str, skipped: Counter[str], closed: list[OSError], *, empty: bool) -> Iterator[Refusal]:
    for error in closed:
        yield Refusal(str(error.filename), unreadable(error))
    if skipped:
        yield Refusal(source, f"skipped {_counted(skipped)}: no reader for them")
    elif empty and not closed:
        yield Refusal(source, "there is no file in it")


def files(folder: str, closed: list[OSError]) -> Iterator[Path]:
    """The plain and other files below a folder, in order; folders that cannot be read go to `closed`."""
    for here, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def _counted(skipped: Counter[str]) -> str:
    return ", ".join(f"{count} {suffix}" for suffix, count in sorted(skipped.items()))
