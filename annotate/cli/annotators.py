"""`annotate annotators …`."""

from __future__ import annotations

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, emit_table, format_option, say


@click.group("annotators", short_help="List annotators; forget one's name.")
def command() -> None:
    """List annotators; forget one's name."""


@command.command("list")
@format_option
def list_(format_: str) -> None:
    """List everybody who has annotated, or is to."""
    from annotate.store import Annotations, Annotators

    app = App()
    with app.store.session(read_only=True) as session:
        counts = Annotations(session).by_annotator()
        rows = [
            {
                "annotator": one.slug, "email": one.email, "name": one.name, "forgotten": one.forgotten,
                "annotations": counts.get(one.slug, 0),
            }
            for one in Annotators(session).all()
        ]  # fmt: skip

    def text() -> None:
        columns = ("Annotator", "E-mail", "Name", "Annotations")
        shown = [(row["annotator"], row["email"], row["name"], row["annotations"]) for row in rows]
        emit_table(columns, shown, right=("Annotations",))

    emit(format_, rows, text)


@command.command()
@click.argument("slug")
@click.option("--reason", default="", metavar="TEXT", help="Why; kept in the log of takedowns.")
def forget(slug: str, reason: str) -> None:
    """Put a pseudonym in the place of an annotator's name, everywhere in the database.

    What they read stays, and counts as before. Their desks are closed: sync first what they still have there.
    """
    from annotate.store import Annotators, Desks

    app = App()
    with app.writing("annotators forget"), app.store.session() as session:
        known = Annotators(session).get(slug)
        pseudonym = Annotators(session).forget(slug, reason)
        desks = Desks(session).of_annotator(pseudonym) if pseudonym else []
    if pseudonym is None:
        say(f"nothing is stored under the name {slug}")
        return
    say(f"{pseudonym} is what the database calls them now" + (" already" if pseudonym == slug else ""))
    if desks and known is not None and not known.forgotten:
        titles = f"the titles of {counted(len(desks), 'project')}"
        say(f"Label Studio still knows them: the account {known.email}, and {titles}")
        for desk in desks:
            say(f"  {desk.campaign}: {desk.url}")
    say("so do exports, reports, backups and releases that were made before, and notes that name them")
