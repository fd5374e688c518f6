"""`annotate articles reply`."""

from __future__ import annotations

from datetime import date, datetime
from typing import IO, TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, emit_table, format_option, say
from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from annotate.store import Reply, Session

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("reply")
@click.argument("id_", metavar="ID")
@click.option("--asked", type=DAY, metavar="DATE", help="The outlet was asked that day, such as 2026-03-01.")
@click.option("--received", type=DAY, metavar="DATE", help="Its answer came that day.")
@click.option(
    "--text-file",
    type=click.File("r", "utf-8"),
    metavar="FILE",
    help="What was asked or answered, as the report shows it; - for standard input.",
)
@click.option("--drop", type=DAY, metavar="DATE", help="Take away what was noted of that day.")
@format_option
def command(
    id_: str,
    asked: datetime | None,
    received: datetime | None,
    text_file: IO[str] | None,
    drop: datetime | None,
    format_: str,
) -> None:
    """Keep what the outlet of article ID was asked about its report, and what it answered.

    The report shows it: none asked, asked on, or received on, with the text. Noted again for the same day it
    takes the place of what was noted before. Without an option it lists what is known.
    """
    if sum(one is not None for one in (asked, received, drop)) > 1:
        raise UsageError("more than one of --asked, --received and --drop", "run it once for each")
    day = asked or received
    if text_file and not day:
        raise UsageError("--text-file without --asked or --received", "say which of them the text is")
    app = App()
    if day or drop:
        with app.writing("articles reply"), app.store.session() as session:
            if drop:
                _drop(session, id_, drop.date())
            elif day:
                step, said = ("asked" if asked else "received"), text_file.read().strip() if text_file else ""
                _note(session, id_, step, day.date(), said)
    _show(app, id_, format_)


def _note(session: Session, id_: str, step: str, day: date, text: str) -> None:
    from annotate.store import Articles, Replies, Reply

    article = Articles(session).get(id_)
    if article is None:
        raise UsageError(f"there is no article {id_!r}", "see: annotate articles list")
    Replies(session).note(Reply(id_, article.revision, step, day, text))
    say(f"{id_}: {step} on {day}")


def _drop(session: Session, id_: str, day: date) -> None:
    from annotate.store import Replies

    dropped = Replies(session).drop(id_, day)
    if not dropped:
        raise UsageError(f"nothing is noted of {id_!r} on {day}", f"see: annotate articles reply {id_}")
    say(f"{id_}: {counted(dropped, 'note')} of {day} taken away")


def _show(app: App, id_: str, format_: str) -> None:
    from annotate.store import Articles, Replies

    with app.store.session(read_only=True) as session:
        if Articles(session).get(id_) is None:
            raise UsageError(f"there is no article {id_!r}", "see: annotate articles list")
        steps = Replies(session).of([id_]).get(id_, ())

    def text() -> None:
        if steps:
            emit_table(("Day", "Step", "Revision", "Text"), [_row(one) for one in steps], right=("Revision",))
        else:
            click.echo("none asked")

    emit(format_, [one.to_json() for one in steps], text)


def _row(one: Reply) -> tuple[object, ...]:
    return one.day, one.step, one.article_revision, one.text
