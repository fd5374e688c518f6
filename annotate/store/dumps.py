"""Copies of databases in use: SQLite's backup interface, PostgreSQL's own tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from time import monotonic

from sqlalchemy import URL

from annotate.core.errors import LocalFileError, Locked, UsageError
from annotate.store.engine import BUSY_SECONDS

_MAGIC = b"SQLite format 3\x00"
"""The first bytes of a SQLite file (section 1.3 of its file format)."""
_BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the names of files that belong to a SQLite file and are folded into its copy."""


def dump(url: URL, target: Path) -> None:
    """Writes the database to `target` as it is at one moment."""
    if url.get_backend_name() == "sqlite":
        copy_sqlite(Path(url.database or ""), target)
    else:
        _tool("pg_dump", url, "--format=custom", "--no-owner", f"--file={target}")


def load(url: URL, source: Path) -> None:
    """Puts a dump in the place of the database, all of it or nothing."""
    if url.get_backend_name() == "sqlite":
        target = Path(url.database or "")
        if target.exists() and not _is_sqlite(target):  # SQLite would not write over what it cannot read
            target.unlink()
        copy_sqlite(source, target)
    else:
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        _tool("pg_restore", url, *options, str(source))


def copy_sqlite(source: Path, target: Path) -> None:
    """Copies a SQLite database page by page, in one transaction on either side; both may be in use.

    Raises:
        Locked: when another process kept one of them to itself for too long.
        LocalFileError: naming both files and what SQLite said.
    """
    deadline = monotonic() + BUSY_SECONDS

    def give_up(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and monotonic() > deadline:
            raise Locked(f"another process is writing to {source} or {target}", "wait for it to end")

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        address = f"{source.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new, progress=give_up)
    except (sqlite3.Error, OSError) as error:
        raise LocalFileError(f"{source} cannot be copied to {target}: {error}") from error


def copy_folder(source: Path, target: Path) -> None:
    """Copies a folder that may be in use; links are left out, SQLite files are copied as databases."""
    shutil.copytree(source, target, ignore=_left_out, copy_function=_copy)


def replace_folder(source: Path, target: Path) -> None:
    """Puts a folder in the place of another, which is there until the new one is complete."""
    aside, fresh = target.with_name(target.name + ".old"), target.with_name(target.name + ".new")
    try:
        for leftover in (aside, fresh):
            shutil.rmtree(leftover, ignore_errors=True)
        shutil.copytree(source, fresh)
        if target.exists():
            target.rename(aside)
        fresh.rename(target)
        shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise LocalFileError(f"{target} cannot be replaced: {error.strerror or error}") from error


def _left_out(folder: str, names: list[str]) -> set[str]:
    databases = {name for name in names if _is_sqlite(Path(folder, name))}
    beside = {name + end for name in databases for end in _BESIDE}
    return {name for name in names if name in beside or _is_special(Path(folder, name))}


def _is_special(path: Path) -> bool:
    return path.is_symlink() or not (path.is_file() or path.is_dir())


def _is_sqlite(path: Path) -> bool:
    if _is_special(path) or path.is_dir():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _copy(source: str, target: str) -> str:
    if _is_sqlite(Path(source)):
        copy_sqlite(Path(source), Path(target))
        shutil.copystat(source, target)
        return target
    return str(shutil.copy2(source, target))


def _tool(name: str, url: URL, *arguments: str) -> None:
    if shutil.which(name) is None:
        raise UsageError(f"{name} is not installed", "install PostgreSQL's client programs")
    address = url.set(drivername="postgresql", password=None).render_as_string()
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    done = subprocess.run(
        [name, f"--dbname={address}", *arguments], env=environment, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise LocalFileError(f"{name} failed: {done.stderr.strip()}")
