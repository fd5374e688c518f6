"""One writer a home, and one a database: the second is told who holds it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from annotate.studio.locking import held


@contextmanager
def writing(home: Path, command: str, database_url: str | None = None) -> Iterator[None]:
    """Holds the home's lock for as long as `command` writes, and the database's, which other homes may share.

    Raises:
        Locked: at once, when another process holds either; names that process and its command.
        LocalFileError: when the home cannot be written.
        NotReady: when the database cannot be reached.
    """
    me = f"annotate {command} (process {os.getpid()}"
    with held(home / "annotate.lock", f"the home {home}", who=f"{me}, since {_now()})"):
        if database_url is None:
            yield
            return
        from annotate.store.writer import sole_writer  # brings SQLAlchemy

        with sole_writer(database_url, f"{me} on {socket.gethostname()})"):
            yield


def teaching(home: Path, command: str) -> AbstractContextManager[None]:
    """Holds the home's models and nothing else: training takes long, and the desks go on meanwhile.

    Raises:
        Locked: at once, when another process holds them; names that process and its command.
    """
    who = f"annotate {command} (process {os.getpid()}, since {_now()})"
    return held(home / "models" / "models.lock", f"the models of {home}", who=who)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
