"""A campaign's progress, for people to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.output import counted, emit_table
from annotate.core.pace import RULE, in_words

if TYPE_CHECKING:
    from annotate.campaigns.show import CampaignShown, DeskShown, Flag

_COUNTS = ("Assigned", "Done", "Skipped", "Pending", "Drafts", "An article", "Time left")


def progress(shown: CampaignShown) -> None:
    """Prints the desks, and below them what was flagged."""
    each = "all annotators" if shown.each is None else counted(shown.each, "annotator")
    click.echo(
        f"{shown.name}: {shown.state}, {counted(shown.articles, 'article')} by {each} each, "
        f"depth {shown.depth}, served by {shown.queue}, seed {shown.seed}\n"
    )
    emit_table(("Desk", *_COUNTS, "E-mail", "Where"), [_row(desk) for desk in shown.desks], right=_COUNTS)
    if decides := shown.adjudication:
        who = f"{decides.annotator} ({decides.email})" if decides.email else decides.annotator
        gone = "" if decides.state == "open" else f"; to open it again: annotate adjudicate {shown.name}"
        click.echo(f"\n{who} decides what they differ on: {decides.url}{gone}")
    if any(desk.pace for desk in shown.desks):
        click.echo(f"\nAn article: {RULE}.")
    if shown.flags:
        click.echo("\nFlagged to you")
        emit_table(("Article", "By", "When", "Note"), map(_flag, shown.flags))


def _row(desk: DeskShown) -> tuple[object, ...]:
    left = desk.seconds_left
    return (
        desk.annotator if desk.state == "open" else f"{desk.annotator} (left)",
        desk.assigned,
        desk.done,
        desk.skipped,
        desk.pending,
        "?" if desk.pending_drafts is None else desk.pending_drafts,
        "?" if desk.pace is None else in_words(desk.pace.seconds),
        "?" if left is None else in_words(left),
        desk.email,
        desk.url,
    )


def _flag(flag: Flag) -> tuple[object, ...]:
    return flag.article, flag.annotator, None if flag.at is None else f"{flag.at:%Y-%m-%d %H:%M}", flag.note
