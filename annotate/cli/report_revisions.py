"""`annotate report revisions`."""

from __future__ import annotations

import click

from annotate.cli.app import App
from annotate.cli.output import Forms, report_options


@click.command("revisions")
@click.argument("id_", metavar="ID")
@click.option("--rubric", help="Version of the rubric; default: 1.")
@report_options
def command(id_: str, rubric: str | None) -> Forms:
    """What changed in the sourcing of article ID from each of its texts to the next.

    Sources that were removed, added, named or named no longer, and claims that came and went, with when the
    newer text was stored. From people's readings where both texts have some, else from the machine's, which
    is said.
    """
    from annotate.campaigns.revisions import revised
    from annotate.report.revisions import as_csv, as_json, text
    from annotate.report.revisions_page import html

    app = App()
    rules = (app.scheme, app.rubric(rubric), app.disagreement())
    found = revised(app.store, *rules, [id_], app.detector().detect)[id_]
    return Forms(
        text=lambda: text(id_, found),
        json=lambda: as_json(id_, found),
        html=lambda: html(id_, found),
        csv=lambda: as_csv(found),
    )
