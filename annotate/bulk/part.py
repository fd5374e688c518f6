"""One piece as one Parquet file: read, marked and written in memory by whichever worker it falls to.

A row is an article with its machine reading, the columns those of `annotate export parquet` where they are
the same things, and its indicators. What was left out of the piece is in the file's metadata, so that the
file alone says what became of every record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import chain, islice
from pathlib import Path

from annotate.bulk.indicators import Indicators, indicators
from annotate.bulk.machine import Recipe, machine
from annotate.bulk.pieces import Piece
from annotate.core.codec import canonical_json
from annotate.core.errors import AnnotateError, Refused, UsageError
from annotate.detect import Detector
from annotate.export.features import Fields, arrow_schema, declared, features
from annotate.export.writers.base import Item
from annotate.export.writers.parquet import table
from annotate.intake.articles import make_article
from annotate.intake.readers import find, jsonl, warc
from annotate.intake.readers.base import Incoming, Refusal
from annotate.intake.warc import Page, pages
from annotate.scheme import Scheme

KEPT = (
    "article", "url", "outlet", "title", "author", "published", "language", "text_sha256", "text",
    "sentences", "scheme", "marks", "links",
)  # fmt: skip
"""The columns that an export has, too."""
INDICATORS: Fields = {
    "words": "int32", "noise": "float64", "claims": "int32", "unattributed": "float64", "unnamed": "float64",
    "vague": "float64",
}  # fmt: skip
NO_PAGE = "no page: "
"""What a record of a crawl that holds no page is left out by; nobody misses it."""
ABOUT = b"annotate"
"""The key of the file's metadata under which `Told` lies."""


@dataclass(frozen=True)
class Told:
    """What a part says of itself.

    Attributes:
        recipe: the hash of what it was read with.
        records: how many the piece had; articles: how many of them are rows; words: of these together.
        refused: (source, reason) of each record that could not be read.
    """

    recipe: str
    records: int
    articles: int
    words: int
    refused: tuple[tuple[str, str], ...]


Row = tuple[str, Item, Indicators]
"""Where an article came from, its reading, what that says."""


def part(piece: Piece, recipe: Recipe) -> bytes:
    """The Parquet file of a piece: the same bytes for the same piece and recipe, whoever makes it."""
    reader = machine(recipe)
    rows, refused = list[Row](), list[Refusal]()
    for found in incoming(piece):
        read = found if isinstance(found, Refusal) else _row(found, reader)
        if isinstance(read, Refusal):
            refused.append(read)
        else:
            rows.append(read)
    words = sum(one.words for _, _, one in rows)
    left = tuple((one.source, one.reason) for one in refused)
    return _written(rows, reader.scheme, Told(recipe.sha256, piece.records, len(rows), words, left))


def lost(piece: Piece, recipe: Recipe, reason: str) -> bytes:
    """The Parquet file of a piece that nobody could read: no row, and the reason."""
    said = Told(recipe.sha256, piece.records, 0, 0, ((piece.source, reason),))
    return _written([], machine(recipe).scheme, said)


def incoming(piece: Piece) -> Iterator[Incoming | Refusal]:
    """The records of a piece."""
    if piece.paths:
        return chain.from_iterable(find.read(path) for path in piece.paths)
    return _pages(piece) if warc.accepts(piece.source) else _lines(piece)


def _lines(piece: Piece) -> Iterator[Incoming | Refusal]:
    with Path(piece.source).open("rb") as file:
        file.seek(piece.offset)
        yield from jsonl.rows(piece.source, islice(jsonl.lines(file), piece.records), piece.before)


def _pages(piece: Piece) -> Iterator[Incoming | Refusal]:
    for found in pages(Path(piece.source), (piece.before, piece.offset)):
        if found.number > piece.before + piece.records:
            return
        where = f"{piece.source}:{found.number}"
        if isinstance(found, Page):
            yield from warc.article(where, found)
        else:
            yield Refusal(where, found.reason if found.broken else f"{NO_PAGE}{found.reason}")


def told(path: Path) -> Told:
    """What the part at `path` says of itself; only its footer is read.

    Raises:
        UsageError: when it is no part of ours.
    """
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import read_schema

    try:
        said = json.loads((read_schema(path).metadata or {})[ABOUT])
        return Told(**{**said, "refused": tuple((source, why) for source, why in said["refused"])})
    except (KeyError, ArrowInvalid, ValueError) as error:
        raise UsageError(f"{path} is not of a run of annotate bulk", "name another --out") from error


def _row(found: Incoming, reader: Detector) -> Row | Refusal:
    """A record read, or why it was not; whatever one record does, the rest goes on."""
    try:
        article, _ = make_article(found)
        if article.language and not article.language.lower().startswith("en"):
            return Refusal(found.source, f"another language than English: {article.language}")
        reading = reader.detect(article)
        return found.source, Item(reading, article), indicators(article, reading)
    except Refused as error:
        return Refusal(found.source, str(error))
    except (AnnotateError, MemoryError):
        raise
    except Exception as error:  # of a million pages some find what no test has found
        return Refusal(found.source, f"broken: {type(error).__name__}: {error}")


def _written(rows: list[Row], scheme: Scheme, said: Told) -> bytes:
    import pyarrow as arrow
    import pyarrow.parquet as files

    fields = columns(scheme)
    kept = arrow_schema({name: fields[name] for name in KEPT})
    made = table(arrow, [item for _, item, _ in rows], features(scheme), kept)
    made = made.add_column(0, "source", arrow.array([source for source, _, _ in rows], arrow.string()))
    for name, kind in INDICATORS.items():
        values = arrow.array([getattr(one, name) for _, _, one in rows], arrow.type_for_alias(kind))
        made = made.append_column(name, values)
    about = {ABOUT: canonical_json(asdict(said)), b"huggingface": json.dumps(declared(fields))}
    out = BytesIO()
    files.write_table(made.replace_schema_metadata(about), out, compression="zstd")
    return out.getvalue()


def columns(scheme: Scheme) -> Fields:
    """The columns of a part, in order."""
    known = features(scheme)
    return {"source": "string", **{name: known[name] for name in KEPT}, **INDICATORS}
