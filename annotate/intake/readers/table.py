"""CSV and TSV: a row an article; the header names the fields, or `--column FIELD=HEADER` does."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from annotate.core.errors import Refused
from annotate.intake.decode import MAX_BYTES, unreadable
from annotate.intake.readers.base import METADATA, Incoming, Means, Refusal, incoming
from annotate.intake.readers.estimate import Estimate

SUFFIXES = frozenset({".csv", ".tsv"})
FIELDS = ("text", *METADATA, "published", "modified")


def accepts(source: str) -> bool:
    return Path(source).suffix.lower() in SUFFIXES


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    """Rows are read as they come; the file must be UTF-8, as spreadsheets call it."""
    csv.field_size_limit(MAX_BYTES)
    try:
        with Path(source).open("rb") as raw, TextIOWrapper(raw, "utf-8-sig", newline="") as file:
            estimate = Estimate(os.fstat(raw.fileno()).st_size, means.guess)
            for given, item in enumerate(_rows(source, file, means), 1):
                yield item
                estimate.at(raw.tell(), given)
    except UnicodeDecodeError:
        yield Refusal(source, "from here on it is not UTF-8: save it as CSV UTF-8")
    except OSError as error:
        yield Refusal(source, unreadable(error))


def _rows(source: str, file: TextIO, means: Means) -> Iterator[Incoming | Refusal]:
    rows = csv.DictReader(file, delimiter=_delimiter(source, file), strict=True)
    try:
        places = _places(rows.fieldnames or [], means.columns)
    except Refused as error:
        yield Refusal(source, str(error))
        return
    while True:
        where = f"{source}:{rows.line_num + 1}"
        try:
            row = next(rows)
            yield _article(where, {field: row.get(column) for field, column in places.items()})
        except StopIteration:
            return
        except (Refused, csv.Error) as error:
            yield Refusal(where, str(error))


def _delimiter(source: str, file: TextIO) -> str:
    """Whichever stands most often in the header."""
    header = file.readline()
    file.seek(0)
    return "\t" if source.lower().endswith(".tsv") else max(",;\t|", key=header.count)


def _places(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Field to column: what was said, else the column of the field's name."""
    named = {name.strip().casefold(): name for name in header}
    wanted = {field: columns.get(field, field) for field in FIELDS}
    missing = [column for field, column in columns.items() if column.strip().casefold() not in named]
    if missing or wanted["text"].strip().casefold() not in named:
        lacking = missing[0] if missing else "text"
        has = ", ".join(header) or "no header"
        raise Refused(f"there is no column {lacking!r}; it has {has}: say --column text=NAME")
    return {
        field: named[key] for field, column in wanted.items() if (key := column.strip().casefold()) in named
    }


def _article(where: str, fields: Mapping[str, str | None]) -> Incoming:
    text = fields.get("text")
    if not text:
        raise Refused("text is missing")
    return incoming(where, {name: value for name, value in fields.items() if name != "text" and value}, text)
