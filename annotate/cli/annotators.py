"""`annotate annotators …`."""

from __future__ import annotations

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, emit_table, format_option, say


@click.group("annotators", short_help="List, describe and forget annotators.")
def command() -> None:
    """List annotators; keep what they agree to have said of them; forget one's name."""


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


@command.command()
@click.argument("slug")
@click.argument("said", nargs=-1, metavar="NAME=BIN…")
@click.option("--consent", is_flag=True, help="They have agreed to it.")
@click.option("--withdraw", is_flag=True, help="They agree no more: all that is kept of them is deleted.")
def describe(slug: str, said: tuple[str, ...], consent: bool, withdraw: bool) -> None:
    """Keep what an annotator agrees to have said of them, in bins, such as years_in_trade=5-9.

    Only `annotate export research` tells it, and only where several annotators share all of it.
    """
    from annotate.store import Covariates

    pairs = dict(one.partition("=")[::2] for one in said)
    if withdraw == bool(said) or not all(name and value for name, value in pairs.items()):
        raise click.UsageError("say NAME=BIN, such as years_in_trade=5-9, or --withdraw")
    if said and not consent:
        raise click.UsageError("it is kept with the annotator's consent only: ask them, then say --consent")
    app = App()
    with app.writing("annotators describe"), app.store.session() as session:
        if withdraw:
            say(f"{counted(Covariates(session).withdrawn(slug), 'value')} of {slug} deleted")
        else:
            Covariates(session).agreed(slug, pairs)
            say(f"kept of {slug}: {', '.join(pairs)}")
