"""Opening the database, and transactions on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, Engine
from sqlalchemy.orm import Session

from annotate.core.errors import LocalFileError
from annotate.store.engine import READ_ONLY, make_engine, normalise, require_file
from annotate.store.version import require_head


@dataclass(frozen=True)
class Store:
    """An open database at the version this code knows.

    Attributes:
        url: with the password where there is one, so it is kept out of the repr.
    """

    url: str = field(repr=False)
    engine: Engine

    @contextmanager
    def session(self, *, read_only: bool = False) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back when an error leaves the block.

        A writing one on SQLite waits for other writers (30 s, then Locked); a `read_only` one waits for
        nobody and sees the database as it was when it began to read.
        """
        engine = self.engine.execution_options(**READ_ONLY) if read_only else self.engine
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def dispose(self) -> None:
        """Closes all connections; SQLite then folds its log into the one file."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """The database at `url`.

    Raises:
        NotReady: when there is none, it cannot be reached, or it is not at the version of this code.
        LocalFileError: when its file cannot be read or written.
        UsageError: when the URL is not one of ours.
    """
    known = normalise(url)
    require_file(known)
    store = _store(known)
    try:
        require_head(store.engine)
    except BaseException:
        store.dispose()
        raise
    return store


def create_store(url: str) -> Store:
    """The database at `url`, made where there is none and brought to the version of this code."""
    from annotate.store import migrate  # brings Alembic, which opening does not need

    known = normalise(url)
    if known.get_backend_name() == "sqlite":
        folder = Path(known.database or "").parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LocalFileError(f"{folder} cannot be made: {error.strerror}") from error
    migrate.upgrade(url)
    return _store(known)


def _store(url: URL) -> Store:
    return Store(url.render_as_string(hide_password=False), make_engine(url))
