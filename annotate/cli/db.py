"""`annotate db …`."""

from __future__ import annotations

import click

from annotate.cli.app import App
from annotate.cli.output import say
from annotate.core.errors import GateNotMet


@click.group("db", short_help="Upgrade, check, back up and restore the database.")
def command() -> None:
    """Upgrade, check, back up and restore the database."""


@command.command()
def upgrade() -> None:
    """Bring the database to the version of this program."""
    from annotate.store import migrate

    app = App()
    with app.writing("db upgrade"):
        migrate.upgrade(app.database_url)
    say("the database is at this program's version")


@command.command()
def check() -> None:
    """Compare the database with what this program expects; exit 1 where they differ."""
    from annotate.store import migrate

    app = App()
    app.ready()
    problems = migrate.check(app.database_url)
    for problem in problems:
        say(problem)
    if problems:
        raise GateNotMet("the database is not as this program expects it", "run: annotate db upgrade")
    say("the database is as this program expects it")
