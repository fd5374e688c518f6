"""Parquet with every option of the writer pinned: the same rows give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annotate.core.errors import UsageError
from annotate.export.features import Fields, arrow_schema, declared
from annotate.releases.groups import Key

KEY = ("article", "article_revision")
"""The columns that say which text a row is about, in both tables."""

ROWS = 500
"""Rows in a group, which is what is in memory at once."""

_PINNED = {
    "version": "2.6",
    "compression": "zstd",
    "compression_level": 3,
    "use_dictionary": True,
    "write_statistics": True,
    "data_page_size": 2**20,
    "data_page_version": "1.0",
    "store_schema": True,
}
"""zstd gives the same bytes on every processor, which snappy does not."""


def pyarrow() -> tuple[Any, Any]:
    """pyarrow and its Parquet part.

    Raises:
        UsageError: when the extra is not installed.
    """
    try:
        import pyarrow as arrow
        import pyarrow.parquet as files
    except ImportError as error:
        raise UsageError(
            "releases need pyarrow", "install it with: pip install 'annotate[datasets]'"
        ) from error
    return arrow, files


def schema_of(fields: Fields) -> Any:  # noqa: ANN401 - pyarrow has no types
    """The Arrow schema, with the features that `datasets` reads."""
    return arrow_schema(fields).with_metadata({"huggingface": json.dumps(declared(fields))})


@contextmanager
def writing(path: Path, fields: Fields) -> Iterator[Any]:
    """A writer of a new file; give its `write_table` groups of rows."""
    _, files = pyarrow()
    path.parent.mkdir(parents=True, exist_ok=True)
    with files.ParquetWriter(path, schema_of(fields), **_PINNED) as writer:
        yield writer


@contextmanager
def collecting(path: Path, fields: Fields) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Takes the rows of a new file one by one and writes them in groups of ROWS."""
    arrow, _ = pyarrow()
    group: list[dict[str, Any]] = []
    with writing(path, fields) as writer:

        def flush() -> None:
            writer.write_table(arrow.Table.from_pylist(group, schema_of(fields)))
            group.clear()

        def add(row: dict[str, Any]) -> None:
            group.append(row)
            if len(group) == ROWS:
                flush()

        yield add
        if group:
            flush()


def read(path: Path, names: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a file one by one, of all columns or of those that are named."""
    for group in groups(path, names):
        yield from group.to_pylist()


def groups(path: Path, names: Sequence[str] | None = None) -> Iterator[Any]:
    """The groups of rows of a file, as Arrow tables."""
    _, files = pyarrow()
    with files.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield file.read_row_group(number, columns=None if names is None else list(names))


def keys(rows: Any) -> Iterator[Key]:  # noqa: ANN401 - an Arrow table
    """The article and revision of each row of an Arrow table."""
    return zip(*(rows.column(name).to_pylist() for name in KEY), strict=True)


def chosen(rows: Any, wanted: Callable[[Key], bool]) -> Any:  # noqa: ANN401 - Arrow tables
    """The rows of an Arrow table that are about a wanted text."""
    arrow, _ = pyarrow()
    places = [at for at, key in enumerate(keys(rows)) if wanted(key)]
    return rows.take(arrow.array(places, arrow.int64()))


def rows_of(path: Path, wanted: Container[Key]) -> Iterator[dict[str, Any]]:
    """The rows of the wanted texts alone; the others are not unpacked."""
    for group in groups(path):
        yield from chosen(group, wanted.__contains__).to_pylist()


def length(path: Path) -> int:
    """How many rows a file has."""
    _, files = pyarrow()
    return int(files.read_metadata(path).num_rows)
