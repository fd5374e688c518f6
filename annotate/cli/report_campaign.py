"""`annotate report campaign`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import Forms, plain_table, report_options
from annotate.core.percent import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotate.report.campaign import CampaignReport
    from annotate.report.rows import Row
    from annotate.score import Score
    from annotate.store import Awaiting


@click.command("campaign")
@click.argument("campaign")
@click.option("--rubric", help="Version of the rubric; default: 1.")
@report_options
def command(campaign: str, rubric: str | None) -> Forms:
    """How far CAMPAIGN has come, how far its readers agree, and how well sourced its articles are.

    As of the last sync. `imports` is the campaign of annotations that came in without one.
    """
    from annotate.report.campaign import as_json
    from annotate.report.campaign_page import html
    from annotate.report.rows import as_csv

    app = App()
    report = campaign_report_of(app, campaign, rubric)
    return Forms(
        text=lambda: text(report),
        json=lambda: as_json(report),
        html=lambda: html(report, app.scheme),
        csv=lambda: as_csv(report.rows),
    )


def campaign_report_of(app: App, name: str, rubric: str | None = None) -> CampaignReport:
    """The report on a campaign, its articles scored by this campaign's readings alone.

    Raises:
        UsageError: when there is no such campaign.
    """
    from annotate.campaigns.agreement import readings
    from annotate.consensus.agreement import agreement
    from annotate.report.campaign import campaign_report
    from annotate.store import Campaigns, awaiting, unread_ids

    read = readings(app.store, app.scheme, name)
    found = rows_of(app, app.scores(name, None, rubric))
    with app.store.session(read_only=True) as session:
        campaigns = Campaigns(session)
        known, assignments = campaigns.known(name), campaigns.assignments(name)
        left = unread_ids(session, (row.article.id for row in found), (one.article for one in assignments))
        waiting_for = awaiting(session, left, name)
    return campaign_report(known, found, agreement(read.read, read.scheme), assignments, waiting_for)


def rows_of(app: App, scores: Sequence[Score]) -> list[Row]:
    """Each score with the revision that was scored."""
    from annotate.report.rows import Row
    from annotate.store import Articles

    with app.store.session(read_only=True) as session:
        articles = Articles(session)
        found = [(articles.get(one.article, one.article_revision), one) for one in scores]
    return [Row(article, score) for article, score in found if article is not None]


def text(report: CampaignReport) -> str:
    """The report as plain tables; ends with a newline."""
    from annotate.report import words
    from annotate.report.campaign_page import progress
    from annotate.report.summary import claims

    about = f"{report.campaign.name}: {report.campaign.state}, {words.depth(report.campaign.depth)}"
    parts = (about, progress(report), claims(report.summary), _agreement(report), articles(report.rows))
    return "\n\n".join((*parts, *waiting(report.awaiting), words.DISCLAIMER)) + "\n"


def _agreement(report: CampaignReport) -> str:
    links = report.agreement.overall.links_f1
    if links.value is None:
        return "No article has been read by two people yet."
    interval = "" if links.low is None else f" ({100 * links.low:.0f} to {100 * (links.high or 0):.0f})"
    return f"Two readers draw the same links in {percent(links.value)}{interval}; see: annotate agreement"


def articles(rows: Sequence[Row]) -> str:
    """The articles as a table, in the order given."""
    from annotate.report import words

    if not rows:
        return "nobody has read an article yet"
    return plain_table(
        ("Article", "Outlet", "Score", "Interval", "Band", "No source · unnamed · named", "Readers"),
        [
            (
                row.article.id,
                row.article.outlet,
                row.number,
                row.interval,
                words.band(row.score),
                row.central,
                words.readers(row.score),
            )
            for row in rows
        ],
        right=("Score", "Interval"),
    )


def waiting(found: Awaiting) -> Iterator[str]:
    """The articles that await a reading as a table, where there are any."""
    from annotate.report.awaiting import left, published, read_before, sentence

    if found.total:
        rows = [(one.article.id, one.article.outlet, published(one), read_before(one)) for one in found.first]
        yield sentence(found)
        yield plain_table(("Article", "Outlet", "Published", "Read before"), rows)
    if more := left(found):
        yield f"And {more} more; see: annotate articles list"
