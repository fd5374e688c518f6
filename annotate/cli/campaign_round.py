"""`annotate campaign round`."""

from __future__ import annotations

import click

from annotate.cli.app import App
from annotate.cli.output import say


@click.command("round")
@click.argument("name")
@click.argument("title")
def command(name: str, title: str) -> None:
    """Begin a new round of campaign NAME, such as "after the pilot", with the guidelines as they are now.

    Every desk shows them from now on. What annotators begin from now on is of this round, and research is
    told of each annotation which round and which guidelines it is of. A campaign begins with round 1.
    """
    from annotate.campaigns.rounds import begin_round
    from annotate.cli.connection import connection

    app = App()
    guidelines = app.config("guidelines.md").read_text("utf-8")
    with app.writing("campaign round"):
        begun = begin_round(
            app.store, connection(app, name).studio, app.scheme, guidelines, name, title, say=say
        )
    say(f"round {begun.number} of campaign {name} has begun, with guidelines {begun.sha256[:12]}")
