"""`annotate annotations …`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import DEFAULT_BUFFER_SIZE as BUFFER
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from annotate.cli.app import App
from annotate.cli.output import emit, emit_json, emit_table, format_option, say
from annotate.cli.quarantine import command as quarantine
from annotate.cli.schemes import schemes
from annotate.core.codec import rfc3339, to_json
from annotate.core.errors import LocalFileError, Refused, UsageError

if TYPE_CHECKING:
    from annotate.intake.annotations import Imported

SOME_LEFT_OUT = Refused.exit_code


@click.group("annotations", short_help="Import, list and show annotations; look after the quarantine.")
def command() -> None:
    """Import, list and show annotations; look after the quarantine."""


command.add_command(quarantine)


@command.command("import")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@format_option
def import_(file: Path, format_: str) -> int:
    """Import annotations from FILE, one JSON object a line, as `annotate export jsonl` writes them.

    What cannot be taken goes to the quarantine with its reason and the rest goes on; then the exit code is 5.
    """
    from annotate.intake.annotations import import_file
    from annotate.intake.readers.jsonl import lines
    from annotate.scheme.under import check_with

    app = App()
    with app.writing("annotations import"), _opened(file) as opened:
        done = import_file(
            app.store, lines(opened), partial(check_with, schemes(app), app.scheme), scheme=app.scheme.version
        )
    return _told(done, format_)


@command.command("list")
@click.option("--campaign", help="Only this campaign's.")
@click.option("--history", is_flag=True, help="Superseded and withdrawn ones too.")
@format_option
def list_(campaign: str | None, history: bool, format_: str) -> None:
    """List the annotations."""
    from annotate.store import Annotations

    app = App()
    with app.store.session(read_only=True) as session:
        rows = [
            {
                "id": one.id, "article": one.article, "article_revision": one.article_revision,
                "campaign": one.campaign, "annotator": one.annotator, "state": one.state,
                "revision": one.revision, "origin": one.origin, "marks": len(one.marks),
                "links": len(one.links), "updated_at": rfc3339(one.updated_at),
            }
            for one in Annotations(session).all(history=history, campaign=campaign)
        ]  # fmt: skip

    def text() -> None:
        shown = ("article", "campaign", "annotator", "state", "origin", "marks", "links", "updated_at", "id")
        emit_table(shown, [[row[name] for name in shown] for row in rows], right=("marks", "links"))

    emit(format_, rows, text)


@command.command()
@click.argument("id_", metavar="ID")
def show(id_: str) -> None:
    """Show one annotation as JSON."""
    from annotate.store import Annotations, Articles

    app = App()
    with app.store.session(read_only=True) as session:
        one = Annotations(session).get(id_)
        if one is None:
            raise UsageError(f"there is no annotation {id_!r}", "see: annotate annotations list")
        emit_json(to_json(one, Articles(session).text(one.article, one.article_revision) or ""))


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """The file's bytes, or standard input's.

    Raises:
        LocalFileError: when it is binary, before anything of it is taken.
    """
    with open(sys.stdin.fileno() if str(file) == "-" else file, "rb") as opened:  # noqa: PTH123 - or a number
        if b"\0" in opened.peek(BUFFER)[:BUFFER]:
            raise LocalFileError(f"{file} is binary", "give a file as `annotate export jsonl` writes it")
        yield opened


def _told(done: Imported, format_: str) -> int:
    counts = {name: getattr(done, name) for name in ("new", "changed", "unchanged", "quarantined", "dropped")}
    for note in done.notes:
        say(note)
    emit(format_, {**counts, "notes": done.notes}, lambda: None)
    say(", ".join(f"{number} {name}" for name, number in counts.items()))
    return SOME_LEFT_OUT if done.quarantined else 0
