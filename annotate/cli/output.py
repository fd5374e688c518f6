"""Data goes to stdout, talk to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)


def say(message: str) -> None:
    """Talk: progress, counts, warnings."""
    click.echo(message, err=True)


def emit_json(data: object) -> None:
    """Data for programs: one JSON value."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def emit_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()
) -> None:
    """Data for people: a table that fits the terminal; what is piped is never cut."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape("" if cell is None else str(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(table)


def emit(format_: str, data: object, text: Callable[[], None]) -> None:
    """`data` as JSON, or whatever `text` prints."""
    if format_ == "json":
        emit_json(data)
    else:
        text()


def counted(number: int, noun: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
