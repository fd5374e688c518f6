"""Data goes to stdout, talk to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from rich.table import Table

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)

table_format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="For people, for programs or for a spreadsheet.",
)


@dataclass(frozen=True)
class Forms:
    """A report in each form that it can be written in; only the one that is asked for is made."""

    text: Callable[[], str]
    json: Callable[[], object]
    html: Callable[[], str]
    csv: Callable[[], str] | None = None

    def written(self, form: str) -> str:
        """The report as `text`, `json`, `html` or `csv`; ends with a newline."""
        if form == "json":
            return json.dumps(self.json(), ensure_ascii=False, indent=2) + "\n"
        made: Callable[[], str] = getattr(self, form)
        return made()


def in_forms(*forms: str) -> Callable[[Callable[..., Forms]], Callable[..., None]]:
    """Gives a command that returns the forms of a report `--format` and `--out`, and delivers one."""

    def decorate(command: Callable[..., Forms]) -> Callable[..., None]:
        @click.option("--format", "format_", type=click.Choice(forms), default=forms[0], show_default=True)
        @click.option(
            "--out",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write to this file; default: stdout.",
        )
        @wraps(command)
        def delivered(*args: Any, format_: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - what click gives
            deliver(command(*args, **options).written(format_), out)

        return delivered

    return decorate


report_options = in_forms("text", "json", "html", "csv")
"""For a report that is a table as well."""

_WIDER_THAN_ANY_ROW = 100_000


def say(message: str) -> None:
    """Talk: progress, counts, warnings."""
    click.echo(message, err=True)


def emit_json(data: object) -> None:
    """Data for programs: one JSON value."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def deliver(text: str, out: Path | None) -> None:
    """Data that a command may also write to a file: to stdout where none is named."""
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, "utf-8")
        say(f"written: {out}")


def emit_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()
) -> None:
    """Data for people: a table that fits the terminal, its ids whole; piped, each row is a line."""
    if sys.stdout.isatty():
        from rich.console import Console

        Console(highlight=False).print(_table(columns, rows, right))
    else:
        click.echo(plain_table(columns, rows, right=right))


def plain_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()
) -> str:
    """The same as text, each row a line."""
    from rich.console import Console

    console = Console(width=_WIDER_THAN_ANY_ROW, highlight=False, force_terminal=False)
    with console.capture() as printed:
        console.print(_table(columns, rows, right))
    return "\n".join(line.rstrip() for line in printed.get().splitlines())


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[str]) -> Table:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, column in enumerate(columns):
        justify: Literal["left", "right"] = "right" if column in right else "left"
        table.add_column(column, justify=justify, overflow="fold", no_wrap=place == 0)
    for row in rows:
        table.add_row(*(escape("" if cell is None else " ".join(str(cell).splitlines())) for cell in row))
    return table


def emit(format_: str, data: object, text: Callable[[], None], csv: Callable[[], str] | None = None) -> None:
    """`data` as JSON, the table that `csv` gives, or whatever `text` prints."""
    if format_ == "json":
        emit_json(data)
    elif format_ == "csv" and csv is not None:
        click.echo(csv(), nl=False)
    else:
        text()


def minute(at: datetime | None) -> str:
    """`2026-03-01 14:05`, in UTC, for people; empty where there is none."""
    return "" if at is None else f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def counted(number: int, noun: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
