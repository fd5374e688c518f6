"""Files that only their owner may read: tokens and passwords."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from annotate.core.errors import LocalFileError


def write(path: Path, text: str) -> None:
    """Writes `path` with mode 600, all at once: another process sees the old content or the new."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside.unlink(missing_ok=True)
        with os.fdopen(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as error:
        raise LocalFileError(
            f"{path} cannot be written: {error}", "free some space, or make it writable"
        ) from error


def read(path: Path) -> str:
    """The text of `path`; LocalFileError when it is missing or somebody else may read it."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise LocalFileError(f"{path} can be read by others (mode {mode:03o})", f"chmod 600 {path}")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LocalFileError(
            f"{path} cannot be read: {error}", "check that it exists and is yours"
        ) from error


def token(path: Path) -> str:
    """The token that a file holds alone, without the newline."""
    text = read(path).strip()
    if not text:
        raise LocalFileError(f"{path} is empty", "it should hold the token and nothing else")
    return text
