"""`annotate campaign upgrade`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, format_option, say

if TYPE_CHECKING:
    from annotate.campaigns.upgrade import Upgraded


@click.command("upgrade")
@click.argument("name")
@click.option("--accept-loss", is_flag=True, help="Also where something that was chosen would be orphaned.")
@click.option("--dry-run", is_flag=True, help="Say what would be orphaned, and change nothing.")
@format_option
def command(name: str, accept_loss: bool, dry_run: bool, format_: str) -> None:
    """Take campaign NAME to the scheme in force: other labelling pages, other instructions.

    First everything is synced, and every region, link and answer is named that the new version has no label,
    value or question for, drafts too. Is there one, nothing is changed and the exit code is 1, unless
    --accept-loss is said. Annotations keep the version that they were made with, and go on counting.
    """
    from annotate.campaigns.upgrade import upgrade
    from annotate.cli.connection import connection

    app = App()
    guidelines = app.config("guidelines.md").read_text("utf-8")
    with app.writing("campaign upgrade"):
        done = upgrade(
            app.store, connection(app, name).studio, app.scheme, guidelines, name,
            accept_loss=accept_loss, dry_run=dry_run, say=say,
        )  # fmt: skip
    emit(format_, done.to_json(), lambda: _orphans(done))
    if done.before == done.after:
        say(f"campaign {name} labels with scheme {done.after} already")
        return
    verb = "would go" if dry_run else "went"
    orphaned = counted(len(done.losses), "choice")
    say(f"campaign {name} {verb} from scheme {done.before} to {done.after}; {orphaned} orphaned")
    if done.premarks:
        say(f"the pre-marks of {counted(done.premarks, 'task')} lost what the new version does not know")


def _orphans(done: Upgraded) -> None:
    for one in done.losses:
        click.echo(str(one))
