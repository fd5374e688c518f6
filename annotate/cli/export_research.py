"""`annotate export research`."""

from __future__ import annotations

from pathlib import Path

import click

from annotate.cli.app import App
from annotate.cli.output import say


@click.command("research", short_help="What research asks for beside the annotations, as tables.")
@click.option("--campaign", required=True, help="Of which campaign.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="A new folder.")
@click.option(
    "--k",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    metavar="K",
    help="How many annotators must share all that is said of one of them.",
)
@click.option("--named", is_flag=True, help="Annotators by their slugs, not by the names that releases give.")
def command(campaign: str, out: Path, k: int, named: bool) -> None:
    # Its help is the docstring of what it writes, as that of a format is.
    from annotate.export.research import Asked, write_research
    from annotate.releases.freeze import name_annotators
    from annotate.store import Campaigns

    app = App()
    rates = app.estimated(campaign).rates
    with app.writing("export research"), app.store.session() as session:
        known = Campaigns(session).known(campaign)
        names = {} if named else name_annotators(session, campaign)
        rows = write_research(Asked(session, known, app.scheme, rates, names, k), out)
    for name, count in rows.items():
        say(f"{name:<12} {count:>8}")
