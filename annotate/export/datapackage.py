"""datapackage.json: what the tables of a folder hold, for Frictionless and whoever else reads types from it.

Frictionless Data Package, version 1: profiles tabular-data-package and tabular-data-resource.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

TYPES: Mapping[str, str] = {
    "annotation_revision": "integer",
    "article_revision": "integer",
    "start": "integer",
    "end": "integer",
    "seconds": "number",
    "confidence": "number",
    "created_at": "datetime",
    "updated_at": "datetime",
    "published": "datetime",
    "published_offset": "integer",
    "begun_at": "datetime",
    "drawn_at": "datetime",
    "at": "datetime",
    "round": "integer",
    "size": "integer",
    "premarks_shown": "integer",
    "premarks_hidden": "integer",
    "probability": "number",
    "rate": "number",
    "prevalence": "number",
    "shown": "boolean",
    "inferred": "boolean",
    "rated": "boolean",
    "withheld": "boolean",
}
"""Type of each column that is no text."""

ANNOTATION = ("annotation", "annotation_revision")
ARTICLE = ("article", "article_revision")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "annotations": ANNOTATION,
    "marks": (*ANNOTATION, "mark"),
    "links": (*ANNOTATION, "type", "from", "to"),
    "articles": ARTICLE,
}
_REFERENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "annotations": {"articles": ARTICLE},
    "marks": {"annotations": ANNOTATION},
    "links": {"annotations": ANNOTATION},
}


def descriptor(
    tables: Mapping[str, Sequence[str]], description: str, encoding: str = "utf-8", *, keyed: bool = True
) -> dict[str, Any]:
    """The package of CSV files named as their tables, with the columns of each.

    Args:
        keyed: say which columns are keys of the tables of the csv format, and refer to which.
    """
    return {
        "profile": "tabular-data-package",
        "name": "annotations",
        "description": description,
        "resources": [_resource(name, columns, encoding, keyed) for name, columns in tables.items()],
    }


def _resource(name: str, columns: Iterable[str], encoding: str, keyed: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "encoding": encoding,
        "schema": schema | (_keys(name) if keyed else {}),
    }


def _keys(name: str) -> dict[str, Any]:
    return {
        "primaryKey": list(_KEYS[name]),
        "foreignKeys": [
            {"fields": list(fields), "reference": {"resource": other, "fields": list(fields)}}
            for other, fields in _REFERENCES.get(name, {}).items()
        ],
    }


def _field(column: str) -> dict[str, str]:
    type_ = TYPES.get(column, "string")
    return {"name": column, "type": type_} | ({"format": "any"} if type_ == "datetime" else {})
