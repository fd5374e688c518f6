"""Locks between processes that say who holds them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from annotate.core.errors import LocalFileError, Locked


@contextmanager
def held(
    path: Path,
    what: str,
    *,
    wait: float = 0,
    say: Callable[[str], None] = lambda line: None,
    who: str | None = None,
) -> Iterator[None]:
    """Holds the lock file `path` for the length of the block.

    Waits up to `wait` seconds for another process, and says so; after that Locked, naming the other one as
    it called itself (`who`; by default its process number). The lock goes with the process: a killed one
    leaves nothing behind that would have to be cleaned up.
    """
    holder = path.with_name(path.name + ".holder")
    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _acquire(lock, holder, what, wait, say)
        holder.write_text(who or f"process {os.getpid()}")
    except OSError as error:
        lock.release()
        raise LocalFileError(
            f"{path} cannot be locked: {error}", "make the folder writable, and free some space"
        ) from error
    try:
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _acquire(lock: FileLock, holder: Path, what: str, wait: float, say: Callable[[str], None]) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if wait:
            say(f"Waiting for {_name(holder)}, which is busy with {what}")
        try:
            lock.acquire(timeout=wait)
        except Timeout:
            raise Locked(
                f"{_name(holder)} is still busy with {what} ({lock.lock_file})",
                "let it finish, or end it, then run the command again",
            ) from None


def _name(holder: Path) -> str:
    try:
        return holder.read_text() or "another process"
    except OSError:
        return "another process"
