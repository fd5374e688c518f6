"""`annotate doctor`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, format_option
from annotate.core.errors import AnnotateError, GateNotMet, LocalFileError

LEAST_FREE = 2_000_000_000
"""Bytes: Label Studio's environment takes 0.8 GB, its data and backups the rest."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `remedy` is set where it is not as it should be."""

    what: str
    found: str
    remedy: str | None = None


@click.command("doctor", short_help="Check everything; a remedy for each thing that is wrong.")
@format_option
def command(format_: str) -> None:
    """Check everything; a remedy for each thing that is wrong. Exit 1 when there is one."""
    app = App()
    findings = [_looked_at(what, look, app) for what, look in LOOKS.items()]

    def text() -> None:
        for one in findings:
            click.echo(f"{'ok   ' if one.remedy is None else 'WRONG'}  {one.what:<14}{one.found}")
            if one.remedy is not None:
                click.echo(f"       {'':<14}what to do: {one.remedy}")

    emit(format_, [vars(one) for one in findings], text)
    wrong = sum(one.remedy is not None for one in findings)
    if wrong:
        raise GateNotMet(f"{counted(wrong, 'thing')} to look after")


def _looked_at(what: str, look: Callable[[App], str], app: App) -> Finding:
    try:
        return Finding(what, look(app))
    except AnnotateError as error:
        return Finding(what, str(error), error.remedy or "see the message")


def _home(app: App) -> str:
    home = app.ready()
    if not os.access(home, os.W_OK):
        raise LocalFileError(
            f"{home} cannot be written", "make it yours, or set ANNOTATE_HOME to another folder"
        )
    free = shutil.disk_usage(home).free
    if free < LEAST_FREE:
        raise LocalFileError(f"{free / 1e9:.1f} GB are left on the disk of {home}", "free some space")
    return f"{home}, {free / 1e9:.0f} GB free"


def _database(app: App) -> str:
    from annotate.store import migrate

    app.ready()
    problems = migrate.check(app.database_url)
    if problems:
        raise GateNotMet("; ".join(problems), "run: annotate db upgrade")
    return f"{app.store.engine.dialect.name}, at this program's version"


def _quarantine(app: App) -> str:
    from annotate.store import Quarantine

    with app.store.session(read_only=True) as session:
        waiting = len(Quarantine(session).all())
    if waiting:
        raise GateNotMet(f"{counted(waiting, 'item')} waiting", "see: annotate annotations quarantine")
    return "empty"


def _scheme(app: App) -> str:
    return f"version {app.scheme.version}, from {app.config('scheme.toml')}"


def _rubric(app: App) -> str:
    return f"version {app.rubric().version}"


def _lexicon(app: App) -> str:
    return counted(len(app.lexicon().verbs), "form") + " of verbs of saying"


def _model(app: App) -> str:
    return f"{app.marks_by()} ({app.detector().name}) pre-marks"


def _label_studio(app: App) -> str:
    from annotate.cli.connection import connection

    with connection(app).studio as studio:
        return f"{studio.version} at {studio.url}, signed in as {studio.account['email']}"


def _extras(app: App) -> str:
    return ", ".join(_extra_lines())


def _extra_lines() -> Iterator[str]:
    for extra, module in {"charts": "altair", "web": "trafilatura", "postgres": "psycopg"}.items():
        yield f"{extra} {'installed' if find_spec(module) else f'not installed (annotate[{extra}])'}"


LOOKS: dict[str, Callable[[App], str]] = {
    "home": _home,
    "database": _database,
    "quarantine": _quarantine,
    "scheme": _scheme,
    "rubric": _rubric,
    "lexicon": _lexicon,
    "model": _model,
    "Label Studio": _label_studio,
    "extras": _extras,
}
