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
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from annotate.core import Annotation, Article
from annotate.core.codec import canonical_json
from annotate.core.errors import UsageError
from annotate.export.features import Fields, arrow_schema, declared, features
from annotate.export.writers.base import Item, Manner

FILE = Path("data", "train-00000-of-00001.parquet")
"""Where `datasets` looks, and what it calls data that nobody has split."""

ROWS = 500
"""Rows held in memory at once: a row group."""

OTHER = "other"
"""The field of a record that holds what the scheme does not know."""

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
    rows = (row(item, fields) for item in items)
    with files.ParquetWriter(folder / FILE, schema) as writer:
        while group := list(islice(rows, ROWS)):
            writer.write_table(arrow.Table.from_pylist(group, schema))
    return Counter()


def row(item: Item, fields: Fields) -> Row:
    """One row, with the fields that `features` names."""
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
        "marks": list(_marks(annotation, article.text, fields["marks"][0]["attributes"])),
        "links": [
            {"type": one.type, "from": one.from_id, "to": one.to_id, "origin": one.origin}
            for one in sorted(annotation.links)
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
    record: Row = dict.fromkeys(fields)
    if values.keys() <= fields.keys() and OTHER not in values:
        record.update(values)
        return record
    known = {name: value for name, value in values.items() if name in fields and name != OTHER}
    other = {name: value for name, value in values.items() if name not in known}
    return {**record, **known, OTHER: canonical_json(other)}
