"""Cells that a spreadsheet would run are defused, whatever it takes for the end of a cell."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.spreadsheet import defused


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ('x";=HYPERLINK("a");"y', 'x";\'=HYPERLINK("a");"y'),
        ("Acme\n=cmd|' /C calc'!A0", "Acme\n'=cmd|' /C calc'!A0"),
        ("a;\t @SUM(1)", "a;\t '@SUM(1)"),
        ("up 1+1; down 2", "up 1+1; down 2"),
        ("a – b; c=d", "a – b; c=d"),
        (-3, -3),
        (None, None),
    ],
)
def test_what_would_run_has_a_quote_mark_before_it(cell: object, expected: object) -> None:
    assert defused(cell) == expected


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(cells=st.lists(st.text(alphabet='=+-@＝";,\t\n\r a1', max_size=12), min_size=1, max_size=4))
def test_no_cell_runs_in_a_spreadsheet_of_any_separator(separator: str, cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(["id", *map(defused, cells)])
    read = csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=separator)
    assert [one for row in read for one in row if one.startswith(tuple("=+-@＝"))] == []
