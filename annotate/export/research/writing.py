"""From a campaign to a folder of tables."""

from __future__ import annotations

import csv
import inspect
import json
from pathlib import Path

from annotate.export import research
from annotate.export.datapackage import descriptor
from annotate.export.research.judgements import choices, confusion, verdicts
from annotate.export.research.model import Asked, Table
from annotate.export.research.people import annotators
from annotate.export.research.premarks import premarks
from annotate.export.research.record import takedowns
from annotate.export.research.work import annotated, assignments, links, rounds, sampling
from annotate.export.target import new_folder
from annotate.export.writers.base import loss

TABLES = (
    annotated, premarks, assignments, sampling, rounds, links, choices, confusion, verdicts, annotators,
    takedowns,
)  # fmt: skip
"""Each makes one table; adding a table is adding a function."""

SHORT = 12
"""Digits of a hash in the name of a guidelines file."""


def write_research(asked: Asked, out: Path) -> dict[str, int]:
    """Writes the tables into a new folder that appears when it is complete; the rows of each.

    Raises:
        UsageError: when something is there already.
        LocalFileError: when it cannot be written.
    """
    with new_folder(out) as folder:
        made = [of(asked) for of in TABLES]
        rows = {one.name: _write(one, folder) for one in made}
        columns = {one.name: one.columns for one in made}
        package = json.dumps(descriptor(columns, loss(research.__doc__), keyed=False), indent=2)
        (folder / "datapackage.json").write_text(f"{package}\n", "utf-8")
        (folder / "README.md").write_text(f"{about()}\n", "utf-8")
        for one in asked.rounds:
            (folder / f"guidelines-{one.sha256[:SHORT]}.md").write_text(one.guidelines, "utf-8")
    return rows


def about() -> str:
    """The tables in words, what they cannot carry at the end."""
    return inspect.cleandoc(research.__doc__ or "")


def _write(table: Table, folder: Path) -> int:
    written = 0
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(table.columns)
        for row in table.rows:
            rows.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in row])
            written += 1
    return written
