"""Opening, transactions, and what a database that cannot be used is answered with."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from annotate.core.errors import AnnotateError, LocalFileError, Locked, NotReady, UsageError
from annotate.store import Annotators, Articles, Store, create_store, engine, migrate, open_store
from annotate.store.engine import normalise
from tests.support.store import article


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///a/b.sqlite", "sqlite:///a/b.sqlite"),
        ("sqlite+pysqlite:////a/b.sqlite", "sqlite:////a/b.sqlite"),
        ("postgresql://ann@host/news", "postgresql+psycopg://ann@host/news"),
        ("postgres://ann@host/news", "postgresql+psycopg://ann@host/news"),
        ("postgresql+psycopg://ann@host/news", "postgresql+psycopg://ann@host/news"),
    ],
)
def test_urls_get_our_driver(given: str, used: str) -> None:
    assert normalise(given).render_as_string() == used


@pytest.mark.parametrize("url", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://u:secret@h/d"])
def test_other_urls_are_refused_without_the_password(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        open_store(url)
    assert refused.value.remedy
    assert "secret" not in str(refused.value)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="extra") as refused:
        open_store("postgresql://host/news")
    assert refused.value.remedy == "install annotate[postgres]"


def test_what_a_transaction_wrote_is_there_for_the_next(store: Store) -> None:
    with store.session() as session:
        Articles(session).add(article(), given="as given")
    with store.session() as session:
        assert Articles(session).get("a1") == article()


def test_an_error_takes_the_whole_transaction_back(store: Store) -> None:
    def two_with_one_address(session: Session) -> None:
        for slug in ("ann", "ben"):
            Annotators(session).ensure(slug, email="same@example.org")

    with pytest.raises(UsageError, match="e-mail"), store.session() as session:
        two_with_one_address(session)
    with store.session() as session:
        assert Annotators(session).all() == []


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(AnnotateError, match="read-only"), store.session(read_only=True) as session:
        Annotators(session).ensure("ann")
    with store.session() as session:  # and the connection it used can
        Annotators(session).ensure("ann")


def test_writers_wait_for_each_other(store: Store) -> None:
    """Eight threads read and then write at once: none fails and none is lost."""

    def write(number: int) -> None:
        with store.session() as session:
            known = len(Annotators(session).all())
            time.sleep(0.01)
            Annotators(session).ensure(f"ann{number}", name=str(known))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.session() as session:
        assert len(Annotators(session).all()) == 8


def test_a_reader_waits_for_no_writer(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with store.session() as writing:
        Annotators(writing).ensure("ann")
        with store.session(read_only=True) as reading:
            assert Annotators(reading).all() == []
    store.dispose()


def test_a_writer_that_waits_in_vain_says_so(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    store = open_store(sqlite_url)
    with store.session() as first:
        Annotators(first).ensure("ann")
        with pytest.raises(Locked, match="writing"), store.session() as second:
            Annotators(second).all()
    store.dispose()


def test_no_database(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="no database") as missing:
        open_store(f"sqlite:///{tmp_path}/no.sqlite")
    assert missing.value.remedy == "run: annotate init"
    assert list(tmp_path.iterdir()) == []


def test_no_tables(blank_url: str, tmp_path: Path) -> None:
    (tmp_path / "blank.sqlite").touch()
    with pytest.raises(NotReady, match="no tables") as blank:
        open_store(blank_url)
    assert blank.value.remedy == "run: annotate init"


def test_an_old_database(url: str) -> None:
    migrate.downgrade(url, "0002")
    with pytest.raises(NotReady, match="0002") as old:
        open_store(url)
    assert old.value.remedy == "run: annotate db upgrade"


def test_a_database_of_the_future(store: Store, url: str) -> None:
    with store.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'ffff'"))
    with pytest.raises(NotReady, match="ffff") as newer:
        open_store(url)
    assert "newer" in str(newer.value.remedy)


def test_no_server_answers() -> None:
    with pytest.raises(NotReady, match=r"127\.0\.0\.1.*refused") as refused:
        open_store("postgresql://ann:secret@127.0.0.1:1/news")
    assert "secret" not in str(refused.value)


@pytest.mark.postgres
def test_no_such_database_on_the_server(postgres_server: str) -> None:
    address = normalise(postgres_server).set(database="nowhere", password="secret")
    with pytest.raises(NotReady, match="nowhere") as refused:
        open_store(address.render_as_string(hide_password=False))
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_text("not a database " * 1000)
    with pytest.raises(LocalFileError, match=r"x\.sqlite.*not a database") as broken:
        open_store(f"sqlite:///{tmp_path}/x.sqlite")
    assert broken.value.exit_code == 6


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LocalFileError, match="cannot be made"):
        create_store(f"sqlite:///{tmp_path}/file/annotate.sqlite")


def test_a_full_disk(sqlite_url: str) -> None:
    """SQLite answers a file that may not grow as it answers a disk that is full."""
    store = open_store(sqlite_url)

    @event.listens_for(store.engine, "begin", insert=True)
    def no_more_pages(connection: object) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    with pytest.raises(LocalFileError, match="full"), store.session() as session:
        Articles(session).add(article(text="long " * 100_000), given="")
    event.remove(store.engine, "begin", no_more_pages)
    with store.session() as session:
        assert Articles(session).ids() == []
    store.dispose()


def test_the_file_is_one_that_survives(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with store.engine.connect() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys")
        }
    assert said == {"journal_mode": "wal", "foreign_keys": 1}
    store.dispose()
    plain = sqlite3.connect(normalise(sqlite_url).database)
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()


def test_the_password_is_not_shown(sqlite_url: str) -> None:
    store = Store("postgresql://ann:secret@host/news", open_store(sqlite_url).engine)
    assert "secret" not in repr(store)
    store.dispose()
