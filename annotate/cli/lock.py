"""One writer a home: the second is told who holds it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from annotate.core.errors import Locked


@contextmanager
def writing(home: Path, command: str) -> Iterator[None]:
    """Holds the home's lock for as long as `command` writes.

    Raises:
        Locked: at once, when another process holds it; names that process and its command.
    """
    holder = home / "annotate.lock.json"
    lock = FileLock(home / "annotate.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Locked(
            f"{_holder(holder)} is at work in {home}", "wait until it has ended, then try again"
        ) from None
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        holder.write_text(json.dumps({"command": command, "pid": os.getpid(), "since": since}))
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _holder(file: Path) -> str:
    try:
        known = json.loads(file.read_text())
        return f"annotate {known['command']} (process {known['pid']}, since {known['since']})"
    except (OSError, ValueError, KeyError):
        return "another annotate command"
