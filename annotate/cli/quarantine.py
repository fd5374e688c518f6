"""`annotate annotations quarantine …`: from the reason to a decision."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.app import App
from annotate.cli.output import emit, emit_table, format_option, say
from annotate.cli.schemes import schemes
from annotate.core.codec import rfc3339
from annotate.core.errors import Refused, StudioError, UsageError

if TYPE_CHECKING:
    from annotate.store import Quarantined

LONGEST_PART = 2_000
"""Characters of a refused part that are shown to people; a program gets all of it."""


@click.group("quarantine", invoke_without_command=True)
@click.option("--all", "all_", is_flag=True, help="What is resolved or discarded, too.")
@format_option
@click.pass_context
def command(context: click.Context, all_: bool, format_: str) -> None:
    """What could not be taken, and why: list it, or look at one (show), try again (retry), give up (discard).

    `sync --full` also tries again what came from Label Studio.
    """
    if context.invoked_subcommand is not None:
        return
    from annotate.store import Quarantine

    app = App()
    with app.store.session(read_only=True) as session:
        rows = [_row(one) for one in Quarantine(session).all(open_only=not all_)]

    def text() -> None:
        shown = ("id", "source", "article", "annotator", *(["state"] if all_ else []), "reason")
        emit_table(shown, [[row[name] for name in shown] for row in rows])

    emit(format_, rows, text)


@command.command()
@click.argument("id_", metavar="ID", type=int)
@click.option("--payload", is_flag=True, help="Only the payload, exactly as it came in.")
@format_option
def show(id_: int, payload: bool, format_: str) -> None:
    """Show one: the reason, what in it was refused, and where that lies in the text."""
    from annotate.store import Articles, Quarantine
    from annotate.store.offence import in_text, part, span, stated_text

    app = App()
    with app.store.session(read_only=True) as session:
        one = Quarantine(session).get(id_)
        article = Articles(session).get(one.article or "", one.article_revision or None)
    if payload:
        click.echo(one.payload, nl=False)
        return
    refused = part(one.payload, one.place)
    text, at = stated_text(one.payload) or (article.text if article else ""), span(refused)
    told = {
        **_row(one),
        "campaign": one.campaign,
        "decision": one.decision or None,
        "bytes": len(one.payload),
        "place": one.place or None,
        "part": refused,
        "slice": in_text(text, *at) if at and text else None,
    }
    emit(format_, told, lambda: _told(told))


@command.command()
@click.argument("ids", metavar="[ID]…", type=int, nargs=-1)
@format_option
def retry(ids: tuple[int, ...], format_: str) -> int:
    """Try those named, or all, again; what is taken now leaves the quarantine. The others: exit code 5."""
    from annotate.intake.annotations import retry_quarantined
    from annotate.scheme.under import check_with
    from annotate.store import Quarantine
    from annotate.studio.retry import retry as retry_swept

    app = App()
    with app.writing("annotations quarantine retry"):
        with app.store.session(read_only=True) as session:
            waiting = [Quarantine(session).get(id_) for id_ in ids] if ids else Quarantine(session).all()
        closed = next((one for one in waiting if one.state != "open"), None)
        if closed is not None:
            raise UsageError(f"quarantined item {closed.id} is {closed.state} already")
        lines = [one for one in waiting if one.source == "import"]
        swept = [one for one in waiting if one.source == "studio"]
        imported = retry_quarantined(
            app.store, lines, partial(check_with, schemes(app), app.scheme), scheme=app.scheme.version
        )
        taken = retry_swept(app.store, swept, app.scheme, _accounts(app) if swept else {})
    names = ("new", "changed", "unchanged", "quarantined", "dropped")
    counts = {name: getattr(imported, name) + getattr(taken, name) for name in names}
    notes = [*imported.notes, *taken.notes]
    for note in notes:
        say(note)
    emit(format_, {**counts, "notes": notes}, lambda: None)
    say(", ".join(f"{number} {name}" for name, number in counts.items()))
    return Refused.exit_code if counts["quarantined"] else 0


@command.command()
@click.argument("ids", metavar="ID…", type=int, nargs=-1, required=True)
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept with it.")
def discard(ids: tuple[int, ...], reason: str) -> None:
    """Give up on those named. They are listed no more, and kept; no sweep opens them again."""
    from annotate.store import Quarantine

    app = App()
    with app.writing("annotations quarantine discard"), app.store.session() as session:
        for id_ in ids:
            Quarantine(session).discard(id_, reason)
    say(f"{len(ids)} discarded")


def _row(one: Quarantined) -> dict[str, Any]:
    return {
        "id": one.id, "source": one.source, "article": one.article, "annotator": one.annotator,
        "reason": one.reason, "state": one.state, "since": rfc3339(one.created_at),
    }  # fmt: skip


def _told(told: dict[str, Any]) -> None:
    for name, value in told.items():
        if name != "part" and value is not None:
            click.echo(f"{name:<11}{value}")
    if told["part"] is not None:
        shown = json.dumps(told["part"], ensure_ascii=False, indent=1)
        click.echo(shown if len(shown) <= LONGEST_PART else f"{shown[:LONGEST_PART]}… (--payload has it all)")


def _accounts(app: App) -> dict[int, str]:
    """Who is who in Label Studio; nobody where it does not answer."""
    from annotate.cli.connection import connection

    try:
        users = connection(app).studio.get("/api/users/")
        return {int(user["id"]): str(user["email"]) for user in users}
    except StudioError as error:
        say(f"who was signed in is not noted: {error}")
        return {}
