"""A backup: one tar file with the database as it was at one moment, and a folder that goes with it.

`manifest.json` says which kind of database it holds and at which version; `database` is a SQLite file or
an archive of pg_dump; under `folder/` lies the extra folder, its SQLite files copied as safely as ours.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL

from annotate.core.codec import rfc3339
from annotate.core.errors import LocalFileError, NotReady, UsageError
from annotate.store import dumps, migrate
from annotate.store.engine import normalise
from annotate.store.types import now
from annotate.store.version import known


@dataclass(frozen=True)
class Manifest:
    """What a backup holds."""

    database: str
    version: str
    created_at: str
    folder: bool


def backup(url: str, target: Path, folder: Path | None = None) -> Manifest:
    """Writes a backup to `target`, safe while the database is in use; `target` is whole or not there.

    Its mode is 600, for the folder of an embedded Label Studio holds passwords and tokens.

    Raises:
        NotReady: when there is no database or it has no tables.
        UsageError: when PostgreSQL's own tools are missing.
        LocalFileError: when a file cannot be read or written.
    """
    database = normalise(url)
    version = migrate.current(url)
    if version is None:
        raise NotReady("the database has no tables yet", "run: annotate init")
    manifest = Manifest(database.get_backend_name(), version, rfc3339(now()) or "", folder is not None)
    with _scratch(target) as scratch:
        (scratch / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1) + "\n", "utf-8")
        dumps.dump(database, scratch / "database")
        if folder is not None:
            dumps.copy_folder(folder, scratch / "folder")
        packed = scratch.with_name(scratch.name + ".tar")
        with tarfile.open(packed, "w") as tar:
            for path in sorted(scratch.iterdir()):
                tar.add(path, path.name)
        packed.chmod(0o600)  # the folder may hold passwords and tokens; until here its parent kept them
        packed.replace(target)
    return manifest


def restore(url: str, source: Path, folder: Path | None = None, *, force: bool = False) -> Manifest:
    """Puts a backup in the place of the database, and its folder in the place of `folder`.

    An older backup is brought to the version of this code. Nothing is changed before all has been checked.

    Raises:
        UsageError: when there is a database already (or a filled folder) and `force` was not said, or the
            backup is of the other kind of database.
        NotReady: when it was made by a newer version than this.
        LocalFileError: when it is not a backup of ours, or a file cannot be read or written.
    """
    database = normalise(url)
    with _unpacked(source) as (manifest, content):
        _refuse_unfit(manifest, database, source)
        _refuse_overwriting(url, manifest, folder, force)
        dumps.load(database, content / "database")
        if folder is not None and manifest.folder:
            dumps.replace_folder(content / "folder", folder)
    migrate.upgrade(url)
    return manifest


@contextmanager
def _scratch(target: Path) -> Iterator[Path]:
    """A folder beside `target`, so that the last step is a rename; failures name the file."""
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".backup-") as name:
            scratch = Path(name, "backup")
            scratch.mkdir()
            yield scratch
    except OSError as error:
        raise LocalFileError(f"{target} cannot be written: {error.strerror or error}") from error


@contextmanager
def _unpacked(source: Path) -> Iterator[tuple[Manifest, Path]]:
    with TemporaryDirectory(prefix="annotate-restore-") as name:
        try:
            with tarfile.open(source, "r:") as tar:
                tar.extractall(name, filter="data")
            manifest = Manifest(**json.loads(Path(name, "manifest.json").read_text("utf-8")))
        except (tarfile.TarError, ValueError, TypeError, KeyError) as error:
            raise LocalFileError(f"{source} is not a backup made by annotate: {error}") from error
        except OSError as error:
            raise LocalFileError(f"{source} cannot be read: {error.strerror or error}") from error
        yield manifest, Path(name)


def _refuse_unfit(manifest: Manifest, url: URL, source: Path) -> None:
    if manifest.database != url.get_backend_name():
        raise UsageError(
            f"{source} is a backup of {manifest.database}, not of {url.get_backend_name()}",
            "restore it there, then carry the annotations over with export and import",
        )
    if manifest.version not in known():
        raise NotReady(f"{source} is at version {manifest.version}", "install the annotate that made it")


def _refuse_overwriting(url: str, manifest: Manifest, folder: Path | None, force: bool) -> None:
    if not force:
        _refuse_filled(url, folder if manifest.folder else None)
    elif manifest.database == "postgresql" and migrate.current(url) not in (None, manifest.version):
        raise UsageError(  # pg_restore would leave the tables that are not in the backup
            f"the backup is at version {manifest.version}, the database at {migrate.current(url)}",
            "restore into an empty database",
        )


def _refuse_filled(url: str, folder: Path | None) -> None:
    database = normalise(url)
    there = database.get_backend_name() != "sqlite" or Path(database.database or "").exists()
    if there and migrate.current(url) is not None:
        raise UsageError("there is a database already", "say --force to put the backup in its place")
    if folder is not None and folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty", "say --force to put the backup in its place")
