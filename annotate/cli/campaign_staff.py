"""`annotate campaign assign · unassign · join · leave`: who reads what, changed while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import counted, say
from annotate.core.errors import Refused

if TYPE_CHECKING:
    from annotate.campaigns.staff import Change

_articles = click.argument("articles", metavar="ID…", nargs=-1, required=True)
_dry_run = click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")


@click.command()
@click.argument("name")
@_articles
@click.option("--to", "annotators", metavar="SLUG,…", required=True, help="Who is to read them.")
def assign(name: str, articles: tuple[str, ...], annotators: str) -> None:
    """Give articles of campaign NAME to annotators who have a desk in it; `annotate load` sends them."""
    from annotate.campaigns.assign import assign as give

    app = App()
    with app.writing("campaign assign"):
        new = give(app.store, name, articles, _slugs(annotators))
    say(f"{counted(len(new), 'assignment')} added; send them: annotate load {name}")


@click.command()
@click.argument("name")
@_articles
@click.option("--from", "annotators", metavar="SLUG,…", required=True, help="Who is not to read them.")
@_dry_run
def unassign(name: str, articles: tuple[str, ...], annotators: str, dry_run: bool) -> int:
    """Take articles of campaign NAME from annotators and off their desks.

    What somebody has begun, skipped or finished stays theirs and is named; then the exit code is 5.
    """
    from annotate.campaigns.assign import unassign as take
    from annotate.cli.connection import connection

    app = App()
    with app.writing("campaign unassign"):
        done = take(
            app.store, connection(app, name).studio, name, articles, _slugs(annotators), dry_run=dry_run
        )
    for one in done:
        say(f"{one.annotator}: {counted(len(one.removed.free), 'article')} {_gone(dry_run)}")
        _tell_begun({one.annotator: one.removed.begun})
    return Refused.exit_code if any(one.removed.begun for one in done) else 0


@click.command()
@click.argument("name")
@click.argument("annotator", metavar="SLUG[=EMAIL]")
@_dry_run
def join(name: str, annotator: str, dry_run: bool) -> None:
    """Give somebody more a desk in campaign NAME, or open the desk of somebody who had left again.

    They get what lacks a reader; then they take over what others have not begun, until all have alike.
    """
    from annotate.campaigns.people import parse_annotators
    from annotate.campaigns.staff import join as come
    from annotate.cli.connection import connection

    app = App()
    people = parse_annotators(annotator)
    if len(people) > 1:
        raise click.UsageError("one annotator at a time")
    with app.writing("campaign join"):
        guidelines = app.config("guidelines.md").read_text("utf-8")
        to = connection(app, name)
        change = come(
            app.store, to.studio, app.scheme, guidelines, name, people[0],
            credentials_file=to.credentials, dry_run=dry_run, say=say,
        )  # fmt: skip
    _tell(name, change, dry_run)
    if to.credentials and not dry_run:
        say(f"accounts and passwords: {to.credentials}")


@click.command()
@click.argument("name")
@click.argument("annotator", metavar="SLUG")
@_dry_run
def leave(name: str, annotator: str, dry_run: bool) -> None:
    """Close somebody's desk in campaign NAME.

    What they finished or began stays theirs, and can still be submitted; all else is dealt to the others.
    """
    from annotate.campaigns.staff import leave as go
    from annotate.cli.connection import connection

    app = App()
    with app.writing("campaign leave"):
        change = go(app.store, connection(app, name).studio, name, annotator, dry_run=dry_run)
    _tell(name, change, dry_run)


def _slugs(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _tell(name: str, change: Change, dry_run: bool) -> None:
    for annotator, articles in change.taken.items():
        say(f"{annotator}: {counted(len(articles), 'article')} {_gone(dry_run)}")
    for annotator, articles in change.given.items():
        say(f"{annotator}: {counted(len(articles), 'article')} {'would be ' if dry_run else ''}given")
    _tell_begun(change.begun)
    if change.given and not dry_run:
        say(f"send them: annotate load {name}")


def _tell_begun(begun: Mapping[str, Mapping[str, str]]) -> None:
    for annotator, kept in begun.items():
        for article, found in kept.items():
            say(f"  {annotator} keeps {article}: {found}")


def _gone(dry_run: bool) -> str:
    return "would be taken off the desk" if dry_run else "taken off the desk"
