"""Every migration there and back on both databases, and what they lead to is what the models say."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Inspector, inspect, text

from annotate.core.errors import NotReady
from annotate.resources import shipped
from annotate.store import Store, migrate, models, version
from annotate.store.base import Base
from annotate.store.engine import make_engine, normalise

SCRIPTS = list(reversed(list(ScriptDirectory(str(shipped("migrations"))).walk_revisions())))


def test_versions_are_the_numbers_of_the_files() -> None:
    assert version.known() == [script.revision for script in SCRIPTS]


def test_each_goes_up_and_down_and_up_again(blank_url: str) -> None:
    shapes = {None: _shape(blank_url)}
    for script in SCRIPTS:
        migrate.upgrade(blank_url, script.revision)
        shapes[script.revision] = _shape(blank_url)
    assert len({str(shape) for shape in shapes.values()}) == len(SCRIPTS) + 1, "one changes nothing"
    for script in reversed(SCRIPTS):
        migrate.downgrade(blank_url, script.down_revision or "base")
        assert _shape(blank_url) == shapes[script.down_revision]
    migrate.upgrade(blank_url)
    assert _shape(blank_url) == shapes[version.head()]


def test_they_lead_to_the_models(blank_url: str) -> None:
    """More than `alembic check` sees: CHECKs, conditions of indexes and names of constraints as well."""
    migrate.upgrade(blank_url)
    migrated = _shape(blank_url)
    migrate.downgrade(blank_url, "base")
    engine = make_engine(normalise(blank_url))
    Base.metadata.create_all(engine)
    engine.dispose()
    assert migrated == _shape(blank_url)


def test_a_migrated_database_is_fine(url: str) -> None:
    assert migrate.check(url) == []
    assert migrate.current(url) == version.head()


@pytest.mark.parametrize("call", [migrate.check, migrate.current])
def test_asking_makes_no_database(
    blank_sqlite_url: str, tmp_path: Path, call: Callable[[str], object]
) -> None:
    with pytest.raises(NotReady):
        call(blank_sqlite_url)
    assert list(tmp_path.iterdir()) == []


def test_opening_does_not_wait_for_alembic(sqlite_url: str) -> None:
    code = "import sys, annotate.store as s; s.open_store(sys.argv[1]); print('alembic' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, sqlite_url], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_check_tells_the_version(url: str) -> None:
    migrate.downgrade(url, "0001")
    assert migrate.check(url) == [f"it is at version 0001, this code at {version.head()}"]


def test_check_tells_what_somebody_changed(store: Store, url: str) -> None:
    with store.session() as session:
        session.execute(text("ALTER TABLE articles ADD COLUMN mood TEXT"))
        session.execute(text("DROP TABLE scores"))
    said = " ".join(migrate.check(url))
    assert "mood" in said
    assert "scores" in said


def test_the_reserved_campaign_is_there_from_the_start(store: Store) -> None:
    with store.session() as session:
        assert session.get_one(models.CampaignRow, "imports").state == "open"


def test_every_column_says_what_it_is() -> None:
    silent = [str(column) for table in Base.metadata.tables.values() for column in table.c if not column.doc]
    assert silent == []


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=str)
def test_no_unique_key_holds_a_null(table: Any) -> None:
    """SQLite takes NULLs for different; a key that may hold one must say so in its condition."""
    for index in table.indexes:
        condition = str(index.dialect_options["sqlite"]["where"])
        loose = [c.name for c in index.columns if c.nullable and f"{c.name} IS NOT NULL" not in condition]
        assert not (index.unique and loose)
    keys = [
        one for one in table.constraints if type(one).__name__ in ("UniqueConstraint", "PrimaryKeyConstraint")
    ]
    assert not [column for key in keys for column in key.columns if column.nullable]


def test_every_key_to_an_annotator_follows_a_change_of_the_name() -> None:
    """Else `annotators forget` fails on it: say ForeignKey(ANNOTATOR, onupdate="CASCADE")."""
    reaching = {("annotators", "slug"), ("desks", "annotator")}
    keys = [
        (constraint, element.column)
        for table in Base.metadata.sorted_tables
        for constraint in table.foreign_key_constraints
        for element in constraint.elements
    ]
    stuck = [
        constraint.name
        for constraint, column in keys
        if (column.table.name, column.name) in reaching and constraint.onupdate != "CASCADE"
    ]
    assert stuck == []


def _shape(url: str) -> dict[str, Any]:
    engine = make_engine(normalise(url))
    inspector = inspect(engine)
    shape = {
        table: _table(inspector, table) for table in inspector.get_table_names() if table != "alembic_version"
    }
    engine.dispose()
    return shape


def _table(inspector: Inspector, table: str) -> dict[str, Any]:
    columns = [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)]
    return {
        "columns": sorted(columns),
        "primary key": inspector.get_pk_constraint(table),
        "indexes": _sorted(inspector.get_indexes(table)),
        "unique": _sorted(inspector.get_unique_constraints(table)),
        "checks": _sorted(inspector.get_check_constraints(table)),
        "foreign keys": _sorted(inspector.get_foreign_keys(table)),
    }


def _sorted(found: list[Any]) -> list[dict[str, str]]:
    plain = [{key: _plain(value) for key, value in one.items()} for one in found]
    return sorted(plain, key=lambda one: one["name"])


def _plain(value: object) -> str:
    return str({key: str(one) for key, one in value.items()} if isinstance(value, dict) else value)
