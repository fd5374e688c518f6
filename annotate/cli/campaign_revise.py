"""`annotate campaign revise`."""

from __future__ import annotations

import click

from annotate.cli.app import App
from annotate.cli.load import told
from annotate.cli.output import counted, say


@click.command("revise")
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and write nothing.")
def command(name: str, dry_run: bool) -> int:
    """Bring the newer text of revised articles to the desks of campaign NAME.

    Each annotator gets the new text with their own marks on it, where the sentences stand unchanged, for
    them to confirm. What they did on the old text stays, and counts for that text. Articles that cannot be
    sent are named with the reason; then the exit code is 5.
    """
    from annotate.campaigns.revise import revise
    from annotate.cli.connection import connection

    app = App()
    with app.writing("campaign revise"):
        done = revise(
            app.store,
            connection(app, name).studio,
            app.scheme,
            app.detector(),
            name,
            dry_run=dry_run,
            say=say,
        )
    for one in done:
        if one.carried:
            say(f"{one.loaded.desk.annotator}: {counted(one.carried, 'mark')} carried over")
        if one.dropped:
            say(f"{one.loaded.desk.annotator}: {counted(one.dropped, 'untouched task')} of old texts deleted")
    return told([one.loaded for one in done], dry_run=dry_run)
