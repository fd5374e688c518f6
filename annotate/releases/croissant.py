"""croissant.json: the release for machines that look for data sets (MLCommons' Croissant 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotate.export.features import TIME, Fields
from annotate.releases import limits, manifest
from annotate.releases.choice import TABLES
from annotate.releases.columns import MEANING
from annotate.releases.facts import Facts

Json = dict[str, Any]

PARQUET = "application/x-parquet"

_TYPES = {
    "string": "sc:Text", "int32": "sc:Integer", "float64": "sc:Float", "bool": "sc:Boolean",
    TIME: "sc:DateTime",
}  # fmt: skip

_KEYS = {"articles": ("article", "article_revision"), "annotations": ("id",)}

_TERMS = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet",
    "format", "includes", "isArray", "arrayShape", "isLiveDataset", "jsonPath", "key", "md5", "parentField",
    "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator", "source",
    "subField", "transform",
)  # fmt: skip

CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    "description": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _TERMS},
}


def croissant(folder: Path, facts: Facts, columns: Mapping[str, Fields]) -> Json:
    """The description of the release in `folder`, whose tables are written."""
    choice, title = facts.choice, f"{facts.title}, version {facts.version}"
    described: Json = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": facts.title,
        "description": "News texts in which people marked who says what and how surely, with the readings "
        "made of their annotations.",
        "version": facts.version,
        "license": choice.licence.url,
        "citeAs": f"{choice.creator}: {title}." if choice.creator else f"{title}.",
        "isLiveDataset": False,
        "rai:dataAnnotationPlatform": "Label Studio",
        "rai:dataAnnotationProtocol": "rules/guidelines.md and rules/scheme.toml, see STATEMENT.md",
        "rai:dataLimitations": limits.limits(facts),
    }
    if choice.creator:
        described["creator"] = {"@type": "sc:Organization", "name": choice.creator}
    if facts.census.newest is not None:
        described["datePublished"] = facts.census.newest.date().isoformat()
    described["distribution"] = [*_files(folder), *(_set(table) for table in TABLES)]
    described["recordSet"] = [_splits(facts), *(_records(table, columns[table], facts) for table in TABLES)]
    return described


def _files(folder: Path) -> Iterator[Json]:
    for name, known in manifest.listed(folder).items():
        if name.startswith("data/"):
            yield {
                **_called("cr:FileObject", name),
                "contentUrl": name,
                "contentSize": f"{known['bytes']} B",
                "encodingFormat": PARQUET,
                "sha256": known["sha256"],
            }


def _set(table: str) -> Json:
    return {
        **_called("cr:FileSet", f"{table}-files"),
        "encodingFormat": PARQUET,
        "includes": f"data/{table}/*.parquet",
    }


def _splits(facts: Facts) -> Json:
    return {
        **_called("cr:RecordSet", "splits"),
        "dataType": "cr:Split",
        "key": {"@id": "splits/name"},
        "field": [{**_called("cr:Field", "splits/name"), "dataType": "sc:Text"}],
        "data": [{"splits/name": part} for part in facts.parts],
    }


def _records(table: str, fields: Fields, facts: Facts) -> Json:
    return {
        **_called("cr:RecordSet", table),
        "key": [{"@id": f"{table}/{name}"} for name in _KEYS[table]],
        "field": [
            _split(table, facts),
            *({**_field(table, name, field), "description": MEANING[name]} for name, field in fields.items()),
        ],
    }


def _split(table: str, facts: Facts) -> Json:
    file_name = {"fileSet": {"@id": f"{table}-files"}, "extract": {"fileProperty": "filename"}}
    return {
        **_called("cr:Field", f"{table}/split"),
        "dataType": "sc:Text",
        "description": "the part of the split",
        "source": file_name | {"transform": {"regex": f"^({'|'.join(facts.parts)})(?:-|$)"}},
        "references": {"field": {"@id": "splits/name"}},
    }


def _field(table: str, name: str, field: Any) -> Json:  # noqa: ANN401 - a field of any kind
    """A column; of a record, or a list of records, with a field for each leaf below it."""
    known = _called("cr:Field", f"{table}/{name}")
    if isinstance(field, str):
        return {**known, "dataType": _TYPES[field], "source": _column(table, name)}
    record = field[0] if isinstance(field, list) else field
    leaves = [
        {
            **_called("cr:Field", f"{table}/{name}/{path}"),
            "dataType": _TYPES[leaf],
            "source": _column(table, name) | {"transform": {"jsonPath": path}},
        }
        for path, leaf in _leaves(record)
    ]
    return {**known, **({"repeated": True} if isinstance(field, list) else {}), "subField": leaves}


def _leaves(record: Fields, before: str = "") -> Iterator[tuple[str, str]]:
    for name, field in record.items():
        if isinstance(field, dict):
            yield from _leaves(field, f"{before}{name}.")
        else:
            yield f"{before}{name}", field


def _column(table: str, name: str) -> Json:
    return {"fileSet": {"@id": f"{table}-files"}, "extract": {"column": name}}


def _called(type_: str, id_: str) -> Json:
    return {"@type": type_, "@id": id_, "name": id_}
