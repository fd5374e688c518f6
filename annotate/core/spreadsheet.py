"""Cells that a spreadsheet would run."""

from __future__ import annotations

RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may run (OWASP, CSV Injection)."""


def defused(cell: object) -> object:
    """The cell with a quote mark before a text that a spreadsheet may run; numbers are as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUN_AS_FORMULA) else cell
