"""What a model's card says of its figures: the tables of an evaluation, ready to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotate.evaluation.groups import Groups
from annotate.evaluation.measure import Evaluation
from annotate.evaluation.tables import Table, group_tables, heading, tables


def to_card(found: Evaluation, by: Groups, model: str) -> dict[str, Any]:
    """Marks, links and attributes, and who is found less often; every cell as it is printed."""
    shown = (*tables(found), *group_tables(by))
    return {
        "told": list(heading(found, model)),
        "tables": [{"head": list(one.head), "rows": [list(row) for row in one.rows]} for one in shown],
    }


def from_card(measured: Mapping[str, Any]) -> Iterator[Table]:
    """The tables that `to_card` wrote."""
    for one in measured["tables"]:
        yield Table(tuple(one["head"]), tuple(tuple(row) for row in one["rows"]))
