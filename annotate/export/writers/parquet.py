"""Parquet: a folder that Hugging Face's `datasets` loads as it is, a row for each annotation. Needs pyarrow.

A row has the article with its canonical text and sentences, the annotation, and its marks and links as lists
of records; offsets are code points of `text`. Attributes and answers are records with a field for each that
the scheme knows, null where nobody chose; others share one text field as JSON. The features are declared in
the file's metadata, so that no loader has to guess them.

It cannot carry who was signed in, since such files are made to be published, the text as it was given, and
assignments, skips and scores.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from operator import attrgetter
from pathlib import Path
from typing import Any

from annotate.core import Annotation, Article, Mark
from annotate.core.codec import canonical_json, offset_minutes
from annotate.core.errors import UsageError
from annotate.export.features import Fields, arrow_schema, declared, features
from annotate.export.writers.base import Item, Manner

FILE = Path("data", "train-00000-of-00001.parquet")
"""Where `datasets` looks, and what it calls data that nobody has split."""

ROWS = 500
"""Rows held in memory at once: a row group."""

MARKS = "marks"
OTHER = "other"
"""The field of a record that holds what the scheme does not know."""

ENDS = attrgetter("type", "from_id", "to_id")
"""What no two links of an annotation share; their order is that of the contract."""

Row = dict[str, Any]


def write_folder(items: Iterable[Item], folder: Path, manner: Manner) -> Counter[str]:
    try:
        import pyarrow as arrow
        import pyarrow.parquet as files
    except ImportError as error:
        raise UsageError(
            "parquet needs pyarrow", "install it with: pip install 'annotate[datasets]'"
        ) from error
    fields = features(manner.scheme)
    schema = arrow_schema(fields).with_metadata({"huggingface": json.dumps(declared(fields))})
    (folder / FILE).parent.mkdir()
    rest = iter(items)
    with files.ParquetWriter(folder / FILE, schema) as writer:
        while group := list(islice(rest, ROWS)):
            writer.write_table(table(arrow, group, fields, schema))
    return Counter()


def table(arrow: Any, group: Sequence[Item], fields: Fields, schema: Any) -> Any:  # noqa: ANN401 - no types
    """The rows of a group, with the columns that `schema` names, marks among them.

    Marks, which are most of it, are made by column: in half the time of by row.
    """
    at = schema.get_field_index(MARKS)
    made = arrow.Table.from_pylist([_about(item, fields) for item in group], schema.remove(at))
    return made.add_column(at, schema.field(at), _column(arrow, group, schema.field(at).type))


def _column(arrow: Any, group: Sequence[Item], kind: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    """All marks of a group as one column, equal to what `row` has of each."""
    marks = [mark for item in group for mark in item.annotation.ordered]
    spread = _spread_columns(marks, [field.name for field in kind.value_type.field("attributes").type])
    columns = {
        "id": [mark.id for mark in marks],
        "label": [mark.label for mark in marks],
        "start": [mark.span.start for mark in marks],
        "end": [mark.span.end for mark in marks],
        "text": [mark.span.cut(item.article.text) for item in group for mark in item.annotation.ordered],
        "origin": [mark.origin for mark in marks],
        "confidence": [mark.confidence for mark in marks],
    }
    arrays = [
        _records(arrow, field.type, spread)
        if field.name == "attributes"
        else arrow.array(columns[field.name], field.type)
        for field in kind.value_type
    ]
    ends = list(accumulate((len(item.annotation.marks) for item in group), initial=0))
    structs = arrow.StructArray.from_arrays(arrays, fields=list(kind.value_type))
    return arrow.ListArray.from_arrays(arrow.array(ends, arrow.int32()), structs, type=kind)


def _spread_columns(marks: Sequence[Mark], names: Sequence[str]) -> dict[str, list[str | None]]:
    """What was chosen, by name; most marks have few of all attributes, so only these are gone through."""
    columns: dict[str, list[str | None]] = {name: [None] * len(marks) for name in names}
    known = columns.keys() - {OTHER}
    for at, mark in enumerate(marks):
        for name, value in mark.attributes.items():
            if name in known:
                columns[name][at] = value
            else:
                columns[OTHER][at] = _other(mark.attributes, known)
    return columns


def _records(arrow: Any, kind: Any, columns: Mapping[str, list[str | None]]) -> Any:  # noqa: ANN401 - as above
    arrays = [arrow.array(columns[field.name], field.type) for field in kind]
    return arrow.StructArray.from_arrays(arrays, fields=list(kind))


def row(item: Item, fields: Fields) -> Row:
    """One row, with the fields that `features` names."""
    attributes = fields[MARKS][0]["attributes"]
    return {**_about(item, fields), MARKS: list(_marks(item.annotation, item.article.text, attributes))}


def _about(item: Item, fields: Fields) -> Row:
    """A row without its marks."""
    annotation, article = item.annotation, item.article
    return {
        **_article(article),
        "id": annotation.id,
        "revision": annotation.revision,
        "article": annotation.article,
        "campaign": annotation.campaign,
        "annotator": annotation.annotator,
        "scheme": annotation.scheme,
        "state": annotation.state,
        "origin": annotation.origin,
        "created_at": annotation.created_at,
        "updated_at": annotation.updated_at,
        "seconds": annotation.seconds,
        "links": [
            {"type": one.type, "from": one.from_id, "to": one.to_id, "origin": one.origin}
            for one in sorted(annotation.links, key=ENDS)
        ],
        "answers": _spread(annotation.answers, fields["answers"]),
    }


def _article(article: Article) -> Row:
    return {
        "article": article.id,
        "article_revision": article.revision,
        "text_sha256": article.sha256,
        "text": article.text,
        "sentences": [{"start": one.start, "end": one.end} for one in article.sentences],
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published,
        "published_offset": offset_minutes(article.published),
        "language": article.language,
    }


def _marks(annotation: Annotation, text: str, attributes: Fields) -> Iterator[Row]:
    for mark in annotation.ordered:
        yield {
            "id": mark.id,
            "label": mark.label,
            "start": mark.span.start,
            "end": mark.span.end,
            "text": mark.span.cut(text),
            "attributes": _spread(mark.attributes, attributes),
            "origin": mark.origin,
            "confidence": mark.confidence,
        }


def _spread(values: Mapping[str, str], fields: Fields) -> Row:
    """A field for each name, and `other` for those that have none."""
    names = fields.keys() - {OTHER}
    return {**{name: values.get(name) for name in fields}, OTHER: _other(values, names)}


def _other(values: Mapping[str, str], names: Collection[str]) -> str | None:
    """What has no field, as JSON."""
    other = {name: value for name, value in values.items() if name not in names}
    return canonical_json(other) if other else None
