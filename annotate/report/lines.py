"""Lines of a report at the terminal."""

from __future__ import annotations

import textwrap

from annotate.report.words import tight

WIDTH = 88
"""The most characters in a line."""


def fill(text: str, *, initial_indent: str = "", subsequent_indent: str = "") -> str:
    """The text in lines, cut between words, its numbers kept with their per cent signs."""
    lines = textwrap.fill(
        tight(text), WIDTH, initial_indent=initial_indent, subsequent_indent=subsequent_indent
    )
    return lines.replace("\u00a0", " ")
