"""What all tables share: names of constraints, types of columns, the idioms of this schema."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, cast

from sqlalchemy import JSON, CheckConstraint, Double, Index, MetaData, Table, Text, text
from sqlalchemy.orm import DeclarativeBase

from annotate.store.types import UTCDateTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


ANNOTATOR = "annotators.slug"
"""What every key to an annotator names; with `onupdate="CASCADE"`, so that a name can be forgotten."""


class Base(DeclarativeBase):
    """The metadata that the migrations are held against.

    Strings are TEXT without a length: SQLite would not hold them to it, and a limit that one database
    alone knows is a surprise on the other.
    """

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        str: Text(),
        float: Double(),
        datetime: UTCDateTime(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
    }


def table(rows: type[Base]) -> Table:
    """The table itself, for statements about many rows at once that need no objects."""
    return cast(Table, rows.__table__)


def one_of(column: str, *values: str) -> CheckConstraint:
    """A named CHECK that holds a string column to its values."""
    return CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=column)


def one_per(name: str, *columns: str, where: str) -> Index:
    """A unique index over the rows that fulfil `where` alone, on both databases."""
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))
