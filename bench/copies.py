"""Many articles fast: some are saved as a command does it, and their rows copied under other ids."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, func, insert, literal, select

from annotate.store import Store
from annotate.store.base import Base

ORIGINALS = 10_000
"""Articles a000000 to a009999; the first copy of a001234 is a011234."""

_OF_ARTICLES = ("articles", "article_revisions")
_OF_ANNOTATIONS = ("annotations", "annotation_revisions", "marks", "links")
_ID_LENGTH = 36
"""Of an annotation's own id; a copy's goes on."""


def copied(store: Store, copy: int) -> None:
    """All originals once more, with their annotations: the `copy`th time, from 1."""
    with store.session() as session:
        for name in (*_OF_ARTICLES, *_OF_ANNOTATIONS):
            table = Base.metadata.tables[name]
            first = next(iter(table.primary_key.columns))
            original = first < "a01" if name in _OF_ARTICLES else func.length(first) == _ID_LENGTH
            rows = select(*(_copied(column, copy) for column in table.columns)).where(original)
            session.execute(insert(table).from_select([one.name for one in table.columns], rows))


def _copied(column: Column[Any], copy: int) -> ColumnElement[Any]:
    match column.table.name, column.name:
        case ("articles", "id") | (_, "article_id"):
            return literal(f"a{copy:02}").concat(func.substr(column, 4))
        case ("annotations", "id") | (_, "annotation_id"):
            return column.concat(f"-{copy}")
        case _:
            return column
