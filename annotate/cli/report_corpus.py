"""`annotate report corpus`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import Forms, plain_table, report_options
from annotate.cli.report_campaign import articles, rows_of, waiting

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from annotate.report.corpus import CorpusReport
    from annotate.score import Score


@click.command("corpus")
@click.option("--rubric", help="Version of the rubric; default: 1.")
@report_options
def command(rubric: str | None) -> Forms:
    """All articles that people have read, together: how they are sourced, from which outlets and months.

    Outlets stand in the order of the alphabet, and no number stands beside one.
    """
    from annotate.report.corpus import as_json, html
    from annotate.report.rows import as_csv

    app = App()
    report = corpus_report_of(app, app.scores(None, None, rubric))
    return Forms(
        text=lambda: text(report),
        json=lambda: as_json(report),
        html=lambda: html(report, app.scheme),
        csv=lambda: as_csv(report.rows),
    )


def corpus_report_of(app: App, scores: Sequence[Score], aside: Collection[str] = ()) -> CorpusReport:
    """The report on these scores, those of all articles that people have read but for the ones `aside`."""
    from annotate.report.corpus import corpus_report
    from annotate.store import awaiting, unread_ids

    with app.store.session(read_only=True) as session:
        left = unread_ids(session, (one.article for one in scores)).difference(aside)
        waiting_for = awaiting(session, left)
    return corpus_report(rows_of(app, scores), len(scores) + len(left), waiting_for)


def text(report: CorpusReport) -> str:
    """The report as plain tables; ends with a newline."""
    from annotate.report import words
    from annotate.report.corpus import progress
    from annotate.report.summary import claims

    counts = [
        plain_table((what, "Articles read"), found.items(), right=("Articles read",))
        for what, found in (("Outlet", report.outlets), ("Published", report.months))
        if found
    ]
    found = (articles(report.rows), *waiting(report.awaiting))
    parts = (progress(report), claims(report.summary), *counts, *found)
    return "\n\n".join((*parts, words.DISCLAIMER)) + "\n"
