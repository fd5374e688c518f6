"""What a database says when it fails, as errors that tell a person what to do."""

from __future__ import annotations

import sqlite3

from sqlalchemy import URL
from sqlalchemy.engine import ExceptionContext

from annotate.core.errors import AnnotateError, LocalFileError, Locked, NotReady

_DISK = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_PERM: "we may not open it",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_NOTADB: "it is not a database",
}
_CLOSED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_DISK_FULL, _READ_ONLY = "53100", "25006"
"""PostgreSQL's SQLSTATE for a full disk and for a server that only reads (appendix A of its manual)."""


def translate(context: ExceptionContext, url: URL) -> AnnotateError | None:
    """The error a person can act on, or None where the failure is ours (a constraint, bad SQL)."""
    error = context.original_exception
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, url.database or "")
    refused = (
        getattr(context.sqlalchemy_exception, "connection_invalidated", False) or context.connection is None
    )
    return _of_server(error, url, refused)


def _of_sqlite(error: sqlite3.Error, path: str) -> AnnotateError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary result code
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked(f"another process is writing to {path}", "wait for it to end, then run this again")
    if code not in _DISK:
        return None
    remedy = "free or repair the disk, then run it again"
    if code in _DAMAGED:
        remedy = "run: annotate db restore FILE --force"
    if code in _CLOSED:
        remedy = "make it and its folder writable for you, or set ANNOTATE_HOME to another, then run it again"
    return LocalFileError(f"the database {path} cannot be used: {_DISK[code]} ({error})", remedy)


def _of_server(error: BaseException, url: URL, refused: bool) -> AnnotateError | None:
    state = getattr(error, "sqlstate", None)
    where = f"PostgreSQL at {url.host or 'the local socket'}, database {url.database!r},"
    if state == _DISK_FULL:
        return LocalFileError(f"{where} has no disk space left", "free space there, then run this again")
    if state == _READ_ONLY:
        return LocalFileError(f"{where} is read-only", "write to the primary server")
    if not refused:
        return None
    said = str(error).strip().splitlines()
    reason = said[0] if said else type(error).__name__
    return NotReady(
        f"{where} cannot be reached: {_without(url.password, reason)}", "check ANNOTATE_DATABASE_URL"
    )


def _without(secret: object, text: str) -> str:
    return text.replace(str(secret), "***") if secret else text
