"""`annotate report echoes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import Forms, report_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotate.score import Score
    from annotate.score.echoes import Echoing


@click.command("echoes")
@click.option("--campaign", help="Only this campaign's annotations; default: all.")
@click.option("--machine", is_flag=True, help="Also articles that nobody has read, marked by machine.")
@report_options
def command(campaign: str | None, machine: bool) -> Forms:
    """What several articles say in nearly the same words, how many, and who stands behind it.

    Each claim stands with its original sources: "11 articles, one unnamed source". Outlets that give each
    other as the source are named.
    """
    from annotate.report.echoes import as_csv, as_json, text
    from annotate.report.echoes_page import html

    app = App()
    found = echoing_of(app, app.scores(campaign), machine=machine)
    return Forms(
        text=lambda: text(found),
        json=lambda: as_json(found),
        html=lambda: html(found),
        csv=lambda: as_csv(found),
    )


def echoing_of(app: App, scores: Sequence[Score], *, machine: bool = False) -> Echoing:
    """The echoes among what people have read, and with `machine` among what the machine reads as well."""
    from annotate.campaigns.echoes import by_machine, echoing
    from annotate.store import Articles

    with app.store.session(read_only=True) as session:
        articles = Articles(session).newest({one.article for one in scores})
    read = [(one, articles[one.article]) for one in scores if one.article in articles]
    if machine:
        rules = (app.scheme, app.rubric(), app.disagreement())
        read += by_machine(app.store, *rules, [one.article for one in scores], app.detector().detect)
    return echoing(read)
