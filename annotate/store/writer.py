"""One writer a database: leads who work on one PostgreSQL from several homes take turns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from annotate.core.errors import Locked
from annotate.store.engine import make_engine, normalise

_KEY = {"ours": 0x616E6E6F, "which": 1}
"""Of the advisory lock; the first number is `anno` in ASCII."""

_TAKE = text("SELECT pg_try_advisory_lock(:ours, :which)")
_HOLDER = text(
    "SELECT a.application_name, to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SSZ')"
    " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
    " WHERE l.locktype = 'advisory' AND l.granted AND l.classid = :ours AND l.objid = :which"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@contextmanager
def sole_writer(url: str, who: str) -> Iterator[None]:
    """Holds the database at `url` for the length of the block; `who` is what others are told meanwhile.

    An advisory lock of PostgreSQL, which ends with its connection: a killed process leaves nothing behind. A
    SQLite file lies in one home, whose own lock is enough.

    Raises:
        Locked: at once, when another holds it; names that one.
        NotReady: when the database cannot be reached.
    """
    known = normalise(url)
    if known.get_backend_name() == "sqlite":
        yield
        return
    engine = make_engine(known).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        try:
            _take(connection, who)
            yield
        finally:
            connection.invalidate()  # closed without a word, also where the server has gone
            engine.dispose()


def _take(connection: Connection, who: str) -> None:
    connection.execute(text("SELECT set_config('application_name', :who, false)"), {"who": who})
    if connection.scalar(_TAKE, _KEY):
        return
    holder = connection.execute(_HOLDER, _KEY).first()
    name = "another process" if holder is None else f"{holder[0] or 'another process'}, since {holder[1]}"
    raise Locked(
        f"{name} is still busy with the database", "let it finish, or end it, then run the command again"
    )
