"""Bringing the database to a version, and holding it against the models."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from annotate.resources import shipped
from annotate.store import models  # noqa: F401 - fills the metadata
from annotate.store import version as versions
from annotate.store.base import Base
from annotate.store.engine import make_engine, normalise, require_file


def current(url: str) -> str | None:
    """The version of the database at `url`; None where it has no tables of ours."""
    require_file(normalise(url))
    with _connected(url) as connection:
        return versions.current(connection)


def upgrade(url: str, to: str = "head") -> None:
    """Brings the database to a version, in one transaction: all of it or nothing.

    Raises:
        NotReady: when it was made by a newer version of this program.
    """
    with _connected(url) as connection:
        versions.refuse_newer(versions.current(connection))
        command.upgrade(_config(connection), to)


def downgrade(url: str, to: str) -> None:
    """Takes the database back to an older version, or to `base`, which is no table at all."""
    with _connected(url) as connection:
        command.downgrade(_config(connection), to)


def check(url: str) -> list[str]:
    """What is wrong with the database: its version, and each difference from the models; empty when fine."""
    require_file(normalise(url))
    with _connected(url) as connection:
        version, head = versions.current(connection), versions.head()
        if version != head:
            return [f"it is at version {version}, this code at {head}"]
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [_said(difference) for difference in compare_metadata(context, Base.metadata)]


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


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
