"""How Alembic reaches the database: on a connection of annotate.store.migrate, or on one of its own."""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import Connection

from annotate.core.errors import UsageError
from annotate.store import models  # noqa: F401 - fills the metadata
from annotate.store.base import Base
from annotate.store.engine import make_engine, normalise


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,  # also on SQLite, where our engine begins real transactions
    )
    with context.begin_transaction():
        context.run_migrations()


def connect() -> None:
    """For the command line in a clone: the database that ANNOTATE_DATABASE_URL names."""
    url = os.environ.get("ANNOTATE_DATABASE_URL")
    if url is None:
        raise UsageError("which database is not said", "set ANNOTATE_DATABASE_URL")
    engine = make_engine(normalise(url), foreign_keys=False)
    with engine.connect() as connection:
        run(connection)
    engine.dispose()


given = context.config.attributes.get("connection")
if given is None:
    connect()
else:
    run(given)
