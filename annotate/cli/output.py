"""Data goes to stdout, talk to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

if TYPE_CHECKING:
    from rich.table import Table

F = TypeVar("F", bound=Callable[..., Any])

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)


def report_options(command: F) -> F:
    """`--format` with all that a report is written as, and `--out`."""
    format_ = click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "json", "html", "csv"]),
        default="text",
        show_default=True,
    )
    out = click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file; default: stdout."
    )
    return format_(out(command))


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


def emit(format_: str, data: object, text: Callable[[], None]) -> None:
    """`data` as JSON, or whatever `text` prints."""
    if format_ == "json":
        emit_json(data)
    else:
        text()


def minute(at: datetime | None) -> str:
    """`2026-03-01 14:05`, in UTC, for people; empty where there is none."""
    return "" if at is None else f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def counted(number: int, noun: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
