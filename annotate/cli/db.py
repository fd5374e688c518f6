"""`annotate db …`."""

from __future__ import annotations

from pathlib import Path

import click

from annotate.cli.app import App
from annotate.cli.output import say
from annotate.core.errors import GateNotMet, UsageError


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


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the database to FILE, and with it the embedded Label Studio's data; safe while in use."""
    from annotate.store.backup import backup as write

    app = App()
    app.ready()
    held = write(app.database_url, file, app.studio_folder if app.studio_folder.is_dir() else None)
    say(
        f"{file}: {held.database} at version {held.version}"
        + (", with Label Studio's data" if held.folder else "")
    )


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="In the place of a database that is there.")
def restore(file: Path, force: bool) -> None:
    """Put what FILE holds in the place of the database and of the embedded Label Studio's data."""
    from annotate.store.backup import restore as read
    from annotate.studio import server

    app = App()
    app.home.mkdir(parents=True, exist_ok=True)
    if server.status(app.studio_folder)["running"]:
        raise UsageError("Label Studio is running on the data to be replaced", "run: annotate studio stop")
    with app.writing("db restore"):
        held = read(app.database_url, file, app.studio_folder, force=force)
    say(f"restored {file}, made {held.created_at}")
