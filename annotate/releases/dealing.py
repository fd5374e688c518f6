"""From the tables as they were frozen to a file for each part of the split."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotate.export.features import Fields
from annotate.releases import tables
from annotate.releases.choice import TABLES
from annotate.releases.groups import Key


def path_of(table: str, part: str) -> Path:
    """Where a table's part lies in a release: where the hub and `datasets` look for it."""
    return Path("data", table, f"{part}-00000-of-00001.parquet")


def deal(
    spool: Path,
    folder: Path,
    columns: Mapping[str, Fields],
    part_of: Mapping[Key, str],
    group: Mapping[Key, Key],
) -> None:
    """Writes each table of `spool` into `folder`, a file a part; a part without articles has no file."""
    for table in TABLES:
        for part in sorted(set(part_of.values())):
            wanted = _of_part(spool / f"{table}.parquet", part, part_of)
            if "group" in columns[table]:
                wanted = (_with_group(one, group) for one in wanted)
            with tables.writing(folder / path_of(table, part), columns[table]) as writer:
                for one in _even(wanted):
                    writer.write_table(one.combine_chunks().cast(tables.schema_of(columns[table])))


def _of_part(path: Path, part: str, part_of: Mapping[Key, str]) -> Iterator[Any]:
    for rows in tables.groups(path):
        yield tables.chosen(rows, lambda key: part_of[key] == part)


def _with_group(rows: Any, group: Mapping[Key, Key]) -> Any:  # noqa: ANN401 - Arrow tables
    arrow, _ = tables.pyarrow()
    names = arrow.array((group[key][0] for key in tables.keys(rows)), arrow.string())
    return rows.set_column(rows.schema.get_field_index("group"), "group", names)


def _even(parts: Iterable[Any]) -> Iterator[Any]:
    """The same rows in tables of ROWS each, the last one aside."""
    arrow, _ = tables.pyarrow()
    kept = None
    for one in parts:
        kept = one if kept is None else arrow.concat_tables([kept, one])
        while kept.num_rows >= tables.ROWS:
            yield kept.slice(0, tables.ROWS)
            kept = kept.slice(tables.ROWS)
    if kept is not None and kept.num_rows:
        yield kept


def parts(folder: Path) -> list[str]:
    """The parts that a release has, sorted."""
    return sorted(path.name.partition("-")[0] for path in (folder / "data" / TABLES[0]).glob("*.parquet"))


def content_sha256(folder: Path) -> str:
    """The hash of what the rows say and of the part each is in, however the files are written."""
    digest = sha256()
    for table in TABLES:
        for part in parts(folder):
            for row in tables.read(folder / path_of(table, part), ["row_sha256"]):
                digest.update(f"{table} {part} {row['row_sha256']}\n".encode())
    return digest.hexdigest()
