"""Files and folders that appear when they are complete, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotate.core.errors import LocalFileError, UsageError


@contextmanager
def new_file(out: Path | BinaryIO) -> Iterator[BinaryIO]:
    """`out` itself, or a new file that takes the place of `out` once all is written.

    Raises:
        LocalFileError: when it cannot be written.
    """
    if not isinstance(out, Path):
        yield out
        return
    # What is there and no plain file, such as /dev/stdout, is written to and not replaced.
    target = _beside(out) if out.is_file() or not out.exists() else out
    try:
        try:
            with target.open("wb") as file:
                yield file
            if target != out:
                target.replace(out)
        finally:
            if target != out:
                target.unlink(missing_ok=True)
    except OSError as error:
        raise LocalFileError(f"{out} cannot be written: {error.strerror}") from error


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """An empty folder that becomes `out` once all is written.

    Raises:
        UsageError: when something is there: a folder may hold a person's own work by now.
        LocalFileError: when it cannot be written.
    """
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise UsageError(f"{out} is there already", "name a folder that is new or empty")
    target = _beside(out)
    try:
        try:
            target.mkdir()
            yield target
            target.replace(out)
        finally:
            shutil.rmtree(target, ignore_errors=True)
    except OSError as error:
        raise LocalFileError(f"{out} cannot be written: {error.strerror}") from error


def _beside(out: Path) -> Path:
    """A name in the same folder, so that taking the place of `out` is one step."""
    return out.with_name(f".{out.name}.{os.getpid()}.part")
