"""`annotate init`."""

from __future__ import annotations

import click

from annotate.cli.app import App
from annotate.cli.output import say
from annotate.cli.settings import FILE, TEMPLATE


@click.command("init", short_help="Make a home: the folder with settings and database.")
def command() -> None:
    """Make a home: the folder with settings and database.

    The home is ANNOTATE_HOME, or .annotate in this folder. Run again it changes nothing that is there.
    """
    prepare(App())


def prepare(app: App) -> None:
    """Makes what is missing of the home and brings the database to this version."""
    from annotate.store import create_store

    (app.home / "config").mkdir(parents=True, exist_ok=True)
    # A home inside a repository must not be committed: it holds tokens and passwords.
    (app.home / ".gitignore").write_text("*\n", "utf-8")
    settings = app.home / FILE
    if not settings.exists():
        settings.write_text(TEMPLATE, "utf-8")
    with app.writing("init"):
        create_store(app.database_url).dispose()
    say(f"home      {app.home}")
    say(f"settings  {settings}")
