"""`annotate sync`."""

from __future__ import annotations

import click

from annotate.cli.app import App
from annotate.cli.output import emit, format_option, say
from annotate.core.errors import Refused


@click.command("sync", short_help="Bring annotations from Label Studio into the database.")
@click.argument("campaign", required=False)
@click.option("--full", is_flag=True, help="Read everything again; finds deleted tasks and bulk changes too.")
@click.option(
    "--accept-mass-withdrawal", is_flag=True, help="Withdraw even more than a fifth of a desk's annotations."
)
@format_option
def command(campaign: str | None, full: bool, accept_mass_withdrawal: bool, format_: str) -> int:
    """Bring annotations from Label Studio into the database: of CAMPAIGN, or of all open ones.

    An annotation that cannot be taken goes to the quarantine with its reason and the rest goes on; then the
    exit code is 5.
    """
    from annotate.cli.connection import connection
    from annotate.studio.sync import sync

    app = App()
    with app.writing("sync"):
        swept = sync(
            app.store, connection(app).studio, app.scheme, campaign,
            full=full, accept_mass_withdrawal=accept_mass_withdrawal,
        )  # fmt: skip
    told = swept.to_json()
    for note in swept.notes:
        say(note)
    emit(format_, told, lambda: None)
    say(", ".join(f"{number} {name.replace('_', ' ')}" for name, number in told.items() if name != "notes"))
    return Refused.exit_code if swept.quarantined or swept.left_out else 0
