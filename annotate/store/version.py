"""The database's version, told without Alembic, whose import takes as long as SQLAlchemy's own."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, column, inspect, select, table

from annotate.core.errors import NotReady
from annotate.resources import shipped


def known() -> list[str]:
    """All versions, oldest first: the numbers that the files in migrations/versions begin with."""
    return sorted(
        path.name.partition("_")[0] for path in shipped("migrations", "versions").glob("[0-9]*_*.py")
    )


def head() -> str:
    """The version that this code is written for."""
    return known()[-1]


def current(connection: Connection) -> str | None:
    """The version of a database; None where it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(select(column("version_num")).select_from(table("alembic_version")))


def require_head(engine: Engine) -> None:
    """Refuses a database at another version than this code's.

    Raises:
        NotReady: with the command that helps.
    """
    with engine.connect() as connection:
        version = current(connection)
    if version is None:
        raise NotReady("the database has no tables yet", "run: annotate init")
    refuse_newer(version)
    if version != head():
        raise NotReady(
            f"the database is at version {version}, this program at {head()}", "run: annotate db upgrade"
        )


def refuse_newer(version: str | None) -> None:
    """Refuses a database that a newer version of this program made.

    Raises:
        NotReady: always then.
    """
    if version is not None and version not in known():
        raise NotReady(
            f"the database is at version {version}, this program at {head()}",
            "install the version of annotate that made it, or a newer one",
        )
