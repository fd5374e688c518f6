"""`annotate queue`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, emit_table, format_option, say
from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from annotate.campaigns.queue import DeskQueue
    from annotate.campaigns.queue.serve import Grounds


@click.command("queue", short_help="What each desk labels next, and why.")
@click.argument("campaign")
@click.option(
    "--by",
    metavar="NAME,…",
    help="Serve by these from now on: import, uncertainty, disagreement, value, diversity.",
)
@click.option("--dry-run", is_flag=True, help="With --by: show the order, and write nothing.")
@click.option("--desk", metavar="SLUG", help="Of this annotator alone.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the first N of each desk.")
@format_option
def command(
    campaign: str, by: str | None, dry_run: bool, desk: str | None, top: int | None, format_: str
) -> None:
    """What each desk labels next, and why each article stands where it stands.

    The first name that tells two articles apart decides, the order of import at last:
    import (as they were added) · uncertainty (how unsure the machine is of its marks) · disagreement (how
    many differences two readers are expected to have, per 100 words) · value (the news value that you gave:
    annotate campaign value) · diversity (near-duplicates at least ten articles apart; goes with any other).

    With --by the order is kept for the campaign and written to Label Studio, which serves by it from the next
    article on; the one that is open in a browser stays. Without, the order is shown as it would be made now.
    """
    from annotate.campaigns.queue import queues, serve
    from annotate.cli.connection import connection

    app = App()
    if by is None or dry_run:
        found = queues(app.store, _grounds(app), campaign, by)
    else:
        with app.writing("queue"):
            found = serve(app.store, connection(app, campaign).studio, _grounds(app), campaign, by)
    shown = [one for one in found if desk in (None, one.desk.annotator)]
    if desk is not None and not shown:
        raise UsageError(
            f"{desk!r} has no open desk in {campaign!r}", f"see who has: annotate campaign show {campaign}"
        )
    emit(format_, [_cut(one.to_json(), top) for one in shown], lambda: _tables(shown, top))
    for one in shown:
        if one.rescored is not None:
            say(f"{one.desk.annotator}: {counted(one.rescored, 'task')} moved in Label Studio")


def _grounds(app: App) -> Grounds:
    from annotate.campaigns.queue.serve import Grounds
    from annotate.core import Annotation, Article

    detector = app.detector()

    @lru_cache(512)
    def premark(article: Article) -> Annotation:
        return detector.premarks(article)

    return Grounds(app.scheme, premark, app.disagreement())


def _cut(shown: dict[str, object], top: int | None) -> dict[str, object]:
    queue = shown["queue"]
    return {**shown, "queue": queue[:top] if isinstance(queue, list) else queue}


def _tables(shown: list[DeskQueue], top: int | None) -> None:
    for number, one in enumerate(shown):
        if number:
            click.echo()
        click.echo(f"{one.desk.annotator}: {counted(len(one.places), 'article')}")
        emit_table(
            ("Place", "Article", "Behind the one before by", "Why"),
            [(p.place, p.article, p.decided_by, "; ".join(p.why)) for p in one.places[:top]],
            right=("Place",),
        )
