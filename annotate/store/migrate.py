"""The database's version: what it is, what it should be, and how it gets there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from annotate.core.errors import NotReady
from annotate.resources import shipped
from annotate.store import models  # noqa: F401 - fills the metadata
from annotate.store.base import Base
from annotate.store.engine import make_engine, normalise

UPGRADE = "run: annotate db upgrade"


def head() -> str:
    """The version that this code is written for."""
    version = ScriptDirectory.from_config(_config()).get_current_head()
    assert version is not None, "migrations/ is empty"  # noqa: S101 - a broken installation
    return version


def knows(version: str) -> bool:
    """Whether this code can read a database at that version, after an upgrade."""
    return version in {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def current(url: str) -> str | None:
    """The version of the database at `url`; None where it has no tables of ours."""
    with _connected(url) as connection:
        return _current(connection)


def upgrade(url: str, to: str = "head") -> None:
    """Brings the database to a version, in one transaction: all of it or nothing."""
    with _connected(url) as connection:
        _run(connection, lambda config: command.upgrade(config, to))


def downgrade(url: str, to: str) -> None:
    """Takes the database back to an older version, or to `base`, which is no table at all."""
    with _connected(url) as connection:
        _run(connection, lambda config: command.downgrade(config, to))


def check(url: str) -> list[str]:
    """What is wrong with the database: its version, and each difference from the models; empty when fine."""
    with _connected(url) as connection:
        version = _current(connection)
        if version != head():
            return [f"it is at version {version}, this code at {head()}"]
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [_said(difference) for difference in compare_metadata(context, Base.metadata)]


def require_head(engine: Engine) -> None:
    """Refuses a database at another version than this code's.

    Raises:
        NotReady: with the command that helps.
    """
    with engine.connect() as connection:
        version = _current(connection)
    if version is None:
        raise NotReady("the database has no tables yet", "run: annotate init")
    if version != head():
        known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
        remedy = (
            UPGRADE if version in known else "install the version of annotate that made it, or a newer one"
        )
        raise NotReady(f"the database is at version {version}, this program at {head()}", remedy)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    return config


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _run(connection: Connection, what: Callable[[Config], None]) -> None:
    config = _config()
    config.attributes["connection"] = connection
    what(config)


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = make_engine(normalise(url), foreign_keys=False)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _said(difference: Any) -> str:  # noqa: ANN401 - alembic's tuples, nested for changed columns
    if isinstance(difference, list):
        return "; ".join(_said(one) for one in difference)
    return " ".join(str(part) for part in difference)
