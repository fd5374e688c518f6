"""CSV: a folder of annotations.csv, marks.csv, links.csv and articles.csv, in UTF-8 as RFC 4180 has it.

An annotation is known by `annotation` and `annotation_revision`, an article by `article` and
`article_revision`; `start` and `end` count code points of the article's `text`. Attributes and answers have
a column each, those that the scheme does not know share one as JSON. Cells have the exact characters of the
database, and one that begins with = is run as a formula by a spreadsheet: `--spreadsheet` puts a quote mark
before such a cell, and that is then no longer the exact text. datapackage.json has the type of each column
and which belong together, as Frictionless reads them.

It cannot carry whether an empty cell was an empty text or nothing, where the sentences of an article end,
the text as it was given, and assignments, skips and scores.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from annotate.core import Annotation, Article
from annotate.core.codec import canonical_json, offset_minutes, rfc3339
from annotate.core.spreadsheet import defused
from annotate.export.datapackage import descriptor
from annotate.export.writers.base import Item, Manner, loss
from annotate.scheme import Scheme

ANNOTATION = (
    "annotation", "annotation_revision", "article", "article_revision", "text_sha256", "campaign",
    "annotator", "signed_in_as", "scheme", "state", "origin", "created_at", "updated_at", "seconds",
)  # fmt: skip
MARK = ("annotation", "annotation_revision", "mark", "label", "start", "end", "text", "origin", "confidence")
LINK = ("annotation", "annotation_revision", "type", "from", "to", "origin")
ARTICLE = (
    "article", "article_revision", "text_sha256", "title", "url", "outlet", "author", "published",
    "published_offset", "language", "text",
)  # fmt: skip

Row = Iterable[object]


def write_folder(items: Iterable[Item], folder: Path, manner: Manner) -> Counter[str]:
    asked = [answer.name for answer in manner.scheme.answers]
    attributes = _attributes(manner.scheme)
    tables = {
        "annotations": (*ANNOTATION, *_columns("answer", asked)),
        "marks": (*MARK, *_columns("attribute", attributes)),
        "links": LINK,
        "articles": ARTICLE,
    }
    # A spreadsheet takes a file for UTF-8 only when it begins with a byte order mark.
    encoding = "utf-8-sig" if manner.spreadsheet else "utf-8"
    package = json.dumps(descriptor(tables, loss(__doc__), encoding), indent=2)
    (folder / "datapackage.json").write_text(f"{package}\n", "utf-8")
    with ExitStack() as stack:
        annotations, marks, links, articles = (
            stack.enter_context(_Table(folder / f"{name}.csv", columns, encoding, manner.spreadsheet))
            for name, columns in tables.items()
        )
        known: set[tuple[str, int]] = set()
        for annotation, article in ((item.annotation, item.article) for item in items):
            annotations.add([*_annotation(annotation), *_spread(annotation.answers, asked)])
            marks.add_all(_marks(annotation, article.text, attributes))
            links.add_all(_links(annotation))
            if (article.id, article.revision) not in known:
                known.add((article.id, article.revision))
                articles.add(_article(article))
    return Counter()


class _Table:
    """One file, with its header."""

    def __init__(self, path: Path, columns: Row, encoding: str, spreadsheet: bool) -> None:
        self._file = path.open("w", encoding=encoding, newline="")
        self._rows = csv.writer(self._file, quoting=csv.QUOTE_ALL if spreadsheet else csv.QUOTE_MINIMAL)
        self._cell = defused if spreadsheet else _plain
        self.add(columns)

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, row: Row) -> None:
        self._rows.writerow([self._cell(cell) for cell in row])

    def add_all(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.add(row)


def _plain(cell: object) -> object:
    return cell


def _attributes(scheme: Scheme) -> list[str]:
    """The names of all labels' attributes, each once."""
    return list(dict.fromkeys(one.name for label in scheme.labels for one in label.attributes))


def _columns(kind: str, names: Iterable[str]) -> list[str]:
    return [*(f"{kind}_{name}" for name in names), f"other_{kind}s"]


def _spread(values: Mapping[str, str], names: list[str]) -> list[str | None]:
    """A cell for each name, and one for what has no column."""
    other = {name: value for name, value in values.items() if name not in names}
    return [*(values.get(name) for name in names), canonical_json(other) if other else None]


def _annotation(one: Annotation) -> list[Any]:
    return [
        one.id, one.revision, one.article, one.article_revision, one.text_sha256, one.campaign, one.annotator,
        one.signed_in_as, one.scheme, one.state, one.origin, rfc3339(one.created_at), rfc3339(one.updated_at),
        one.seconds,
    ]  # fmt: skip


def _marks(annotation: Annotation, text: str, attributes: list[str]) -> Iterator[list[Any]]:
    for mark in annotation.ordered:
        start, end = mark.span.start, mark.span.end
        yield [
            annotation.id, annotation.revision, mark.id, mark.label, start, end, mark.span.cut(text),
            mark.origin, mark.confidence, *_spread(mark.attributes, attributes),
        ]  # fmt: skip


def _links(annotation: Annotation) -> Iterator[list[Any]]:
    for link in sorted(annotation.links):
        yield [annotation.id, annotation.revision, link.type, link.from_id, link.to_id, link.origin]


def _article(one: Article) -> list[Any]:
    return [
        one.id, one.revision, one.sha256, one.title, one.url, one.outlet, one.author, rfc3339(one.published),
        offset_minutes(one.published), one.language, one.text,
    ]  # fmt: skip
