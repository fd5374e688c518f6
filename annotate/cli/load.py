"""`annotate load`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import say
from annotate.core.errors import Refused

if TYPE_CHECKING:
    from annotate.studio.load import Loaded


@click.command("load", short_help="Send what is assigned and not yet there to Label Studio.")
@click.argument("campaign")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and write nothing.")
@click.option("--force", is_flag=True, help="Also articles of more than 25,000 characters.")
@click.option("--repair", is_flag=True, help="Put back what somebody took off a labelling page.")
def command(campaign: str, dry_run: bool, force: bool, repair: bool) -> int:
    """Send what is assigned and not yet there to Label Studio, with pre-marks.

    Can be interrupted at any instant and run again: nothing is lost, nothing comes twice. Articles that
    cannot be sent are named with the reason; then the exit code is 5.
    """
    from annotate.campaigns.load import load
    from annotate.cli.connection import connection

    app = App()
    detector = app.detector()
    say(f"pre-marks by {app.marks_by()} ({detector.name})")
    with app.writing("load"):
        loaded = load(
            app.store, connection(app, campaign).studio, app.scheme, detector, campaign,
            disagreement=app.disagreement(), force=force, dry_run=dry_run, repair=repair, say=say,
        )  # fmt: skip
    return told(loaded, dry_run=dry_run)


def told(loaded: Iterable[Loaded], *, dry_run: bool = False) -> int:
    """Says what became of each desk; the exit code."""
    refused = 0
    for one in loaded:
        verb = "would be sent" if dry_run else "sent"
        counts = f"{one.sent} {verb}, {one.present} there already, {len(one.refused)} refused"
        say(f"{one.desk.annotator}: {counts}")
        for article, reason in {**one.warned, **one.refused}.items():
            say(f"  {'refused' if article in one.refused else 'warning'}: {article}: {reason}")
        if one.doubles:
            say(f"  {one.doubles} surplus tasks that Label Studio made of itself are deleted")
        refused += len(one.refused)
    return Refused.exit_code if refused else 0
