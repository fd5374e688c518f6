"""Writing annotations as Parquet against pyarrow writing the same rows, which somebody has made already."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotate.consensus.agreement import Read
from annotate.export.features import arrow_schema, declared, features
from annotate.export.writers.base import Item, Manner
from annotate.export.writers.parquet import FILE, ROWS, row, write_folder
from annotate.resources import shipped
from annotate.scheme import Scheme, load_scheme
from bench.agreement import sample_readings
from bench.ratio import Result, ratio

ARTICLES = 1000


def run() -> Result:
    scheme = load_scheme(shipped("config", "scheme.toml"))
    read = sample_readings(scheme)
    rows = [row(item, features(scheme)) for item in items(read)]
    with tempfile.TemporaryDirectory() as place:
        ours, theirs, times = ratio(
            lambda: export(read, scheme, Path(place)), lambda: written(rows, scheme, Path(place)), runs=3
        )
    return Result("parquet", times, 1.5, f"{ours:.2f} s against {theirs:.2f} s for {ARTICLES} readings")


def items(read: tuple[Read, ...]) -> Iterator[Item]:
    """As many readings as are measured: the samples under other ids, made when they are asked for."""
    for number in range(ARTICLES):
        one = read[number % len(read)]
        yield Item(replace(one.readings[0], id=str(number)), one.article)


def export(read: tuple[Read, ...], scheme: Scheme, place: Path) -> None:
    with tempfile.TemporaryDirectory(dir=place) as folder:
        write_folder(items(read), Path(folder), Manner(scheme))


def written(rows: list[dict[str, Any]], scheme: Scheme, place: Path) -> None:
    """As pyarrow's own documentation has it: a table from rows, and the table to the file."""
    import pyarrow as arrow
    import pyarrow.parquet as files

    fields = features(scheme)
    schema = arrow_schema(fields).with_metadata({"huggingface": json.dumps(declared(fields))})
    with files.ParquetWriter(place / FILE.name, schema) as writer:
        for at in range(0, len(rows), ROWS):
            writer.write_table(arrow.Table.from_pylist(rows[at : at + ROWS], schema))
