"""Engines for the two databases, set up so that both keep the same promises."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

from annotate.core.errors import NotReady, UsageError
from annotate.store.failures import translate

BUSY_SECONDS = 30
"""How long one SQLite writer waits for another before it gives up."""
READ_ONLY: dict[str, Any] = {"sqlite_begin": "DEFERRED", "postgresql_readonly": True}
"""Execution options of transactions that only read: on SQLite they neither wait nor make others wait."""
_POSTGRES = ("postgres", "postgresql", "postgresql+psycopg")


def normalise(url: str) -> URL:
    """A SQLAlchemy URL of one of the two databases, with our driver in it.

    Raises:
        UsageError: when it is no such URL, another database, or the extra for PostgreSQL is missing.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UsageError("the database URL cannot be read", _EXAMPLES) from error
    if parsed.drivername in ("sqlite", "sqlite+pysqlite") and parsed.database not in (None, "", ":memory:"):
        return parsed.set(drivername="sqlite")
    if parsed.drivername not in _POSTGRES:
        raise UsageError(f"no database of kind {parsed.render_as_string()!r}", _EXAMPLES)
    if find_spec("psycopg") is None:
        raise UsageError("PostgreSQL needs an extra", "install annotate[postgres]")
    return parsed.set(drivername="postgresql+psycopg")


_EXAMPLES = "use sqlite:///PATH or postgresql://USER@HOST/NAME"


def require_file(url: URL) -> None:
    """Refuses a SQLite database that is not there, which connecting would quietly make.

    Raises:
        NotReady: naming the file.
    """
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise NotReady(f"there is no database at {url.database}", "run: annotate init")


def make_engine(url: URL, *, foreign_keys: bool = True) -> Engine:
    """An engine whose failures are ours (see failures.py).

    `foreign_keys` is for migrations alone: on SQLite a batch migration makes a table anew, and dropping
    the old one would take its dependants along.
    """
    engine = create_engine(url)
    if url.get_backend_name() == "sqlite":
        _set_up_sqlite(engine, foreign_keys)

    @event.listens_for(engine, "handle_error")
    def fail(context: ExceptionContext) -> None:
        if (error := translate(context, url)) is not None:
            raise error from context.original_exception

    return engine


def _set_up_sqlite(engine: Engine, foreign_keys: bool) -> None:
    """Real transactions, as SQLAlchemy's SQLite page advises: sqlite3 begins none, we begin each.

    They begin IMMEDIATE, so that two writers wait for each other; a reader that later becomes a writer
    could not wait and would fail.
    """

    @event.listens_for(engine, "connect")
    def connect(connection: DBAPIConnection, record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # what was said to be stored survives a power cut
        cursor.execute("PRAGMA secure_delete = ON")  # an erased text leaves no trace in free pages
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
        connection.exec_driver_sql(f"PRAGMA query_only = {kind == 'DEFERRED'}")
        connection.exec_driver_sql(f"BEGIN {kind}")
