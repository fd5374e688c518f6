"""`annotate sync`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import emit, format_option, say
from annotate.core.errors import Refused, UsageError

if TYPE_CHECKING:
    from annotate.studio.swept import Swept


@click.command("sync", short_help="Bring annotations from Label Studio into the database.")
@click.argument("campaign", required=False)
@click.option("--full", is_flag=True, help="Read everything again; finds deleted tasks and bulk changes too.")
@click.option(
    "--watch", is_flag=True, help="Go on until SIGTERM or Ctrl-C: soon after hints, else less often."
)
@click.option(
    "--accept-mass-withdrawal", is_flag=True, help="Withdraw even more than a fifth of a desk's annotations."
)
@format_option
def command(campaign: str | None, full: bool, watch: bool, accept_mass_withdrawal: bool, format_: str) -> int:
    """Bring annotations from Label Studio into the database: of CAMPAIGN, or of all open ones.

    An annotation that cannot be taken goes to the quarantine with its reason and the rest goes on; then the
    exit code is 5. Where more than a fifth of a desk's annotations is gone you are asked first; where there
    is nobody to ask, nothing is withdrawn.
    """
    from annotate.cli.connection import connection
    from annotate.studio.sync import sync

    app = App()
    if watch:
        return _watch(app, campaign, full or accept_mass_withdrawal or format_ != "text")
    with app.writing("sync"):
        swept = sync(
            app.store, connection(app, campaign).studio, app.scheme, campaign,
            full=full, accept_mass_withdrawal=accept_mass_withdrawal, ask=_ask,
        )  # fmt: skip
    emit(format_, swept.to_json(), lambda: None)
    told(swept)
    return Refused.exit_code if swept.quarantined or swept.left_out else 0


def told(swept: Swept) -> None:
    """Says what a sweep found: what the lead should look at, then the counts."""
    for note in swept.notes:
        say(note)
    counts = {name: number for name, number in swept.to_json().items() if name != "notes"}
    say(", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items()))


def _watch(app: App, campaign: str | None, more: bool) -> int:
    from annotate.cli.watching import bell_of, watch_home
    from annotate.studio.watch import Health

    if more:
        raise UsageError("--watch goes with no other option", "run the other sync by itself")
    return watch_home(app, bell_of(app), Health(), campaign, told)


def _ask(question: str) -> bool:
    """On a terminal; where there is none nobody has said yes."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(f"{question}. Withdraw them?", default=False, err=True)
