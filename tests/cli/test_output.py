"""Tables: for people in a terminal, and a row a line for whoever pipes them."""

from __future__ import annotations

import pytest

from annotate.cli.output import emit_table


def test_a_piped_table_has_a_line_a_row_and_no_blanks_behind(capsys: pytest.CaptureFixture[str]) -> None:
    emit_table(
        ("Article", "Score", "Note"),
        [("a" * 90, 7, "long " * 60), ("b", None, "two\nlines")],
        right=("Score",),
    )

    head, long, short = capsys.readouterr().out.splitlines()
    assert head.split() == ["Article", "Score", "Note"]
    assert long == f"{'a' * 90}      7  {('long ' * 60).rstrip()}"
    assert short.split() == ["b", "two", "lines"]
