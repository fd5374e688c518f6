"""Cells that a spreadsheet would run."""

from __future__ import annotations

import re

RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may run (OWASP, CSV Injection)."""
_CUT = re.compile(r'([;\t\r\n]["\s]*)(?=[=+\-@＝＋－＠])')
"""Where a cell is cut by one that takes semicolons, tabs or ends of lines within it for the ends of cells.

Excel does where the decimal sign is a comma: `a";=1+1;"b` is three cells there, the second a formula.
"""


def defused(cell: object) -> object:
    """The cell with a quote mark before what a spreadsheet may run in it; numbers are as they are."""
    if not isinstance(cell, str):
        return cell
    whole = _CUT.sub(r"\1'", cell)
    return f"'{whole}" if whole.startswith(RUN_AS_FORMULA) else whole
