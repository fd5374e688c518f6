"""`annotate report …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import Forms, in_forms
from annotate.cli.report_annotators import command as annotators
from annotate.cli.report_campaign import command as campaign_command
from annotate.cli.report_corpus import command as corpus
from annotate.cli.report_echoes import command as echoes
from annotate.cli.report_outlet import command as outlet
from annotate.cli.report_revisions import command as revisions
from annotate.cli.report_site import command as site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotate.report import ArticleReport
    from annotate.score import Score


@click.group("report", short_help="Reports that explain a score, and who made it.")
def command() -> None:
    """Reports that explain a score, and who made it."""


command.add_command(annotators)
command.add_command(campaign_command)
command.add_command(corpus)
command.add_command(site)
command.add_command(echoes)
command.add_command(outlet)
command.add_command(revisions)


@command.command()
@click.argument("id_", metavar="ID")
@click.option("--campaign", help="Only this campaign's annotations; default: all.")
@click.option("--rubric", help="Version of the rubric; default: 1.")
@in_forms("text", "json", "html")
def article(id_: str, campaign: str | None, rubric: str | None) -> Forms:
    """How well sourced one article is, why, and what would raise it; the text with its margin."""
    app = App()
    return forms_of(app, article_report_of(app, id_, campaign, rubric))


def article_report_of(
    app: App, id_: str, campaign: str | None = None, rubric: str | None = None
) -> ArticleReport:
    """The report of an article's newest revision.

    Raises:
        UsageError: when there is no such article.
    """
    (report,) = reports_of(app, app.scores(campaign, [id_], rubric), campaign)
    return report


def reports_of(app: App, scores: Iterable[Score], campaign: str | None = None) -> Iterator[ArticleReport]:
    """A report for each score, of the revision that was scored, one at a time.

    Args:
        campaign: whose readings the scores were made from; None for all.
    """
    from annotate.campaigns.contested import contested
    from annotate.report import article_report
    from annotate.report.response import Response
    from annotate.store import Articles, Disputes, Replies

    for score in scores:
        place = score.article, score.article_revision
        with app.store.session(read_only=True) as session:
            article = Articles(session).get(*place)
            if article is None:
                continue
            steps = Replies(session).of([score.article]).get(score.article, ())
            response = Response(steps, Disputes(session).of(*place))
            differing = contested(session, article, app.scheme, campaign)
        yield article_report(score, article, app.scheme, response, contest=differing)


def forms_of(app: App, report: ArticleReport) -> Forms:
    """A report in each of its forms."""
    from annotate.report.as_json import as_json
    from annotate.report.html import html
    from annotate.report.text import text

    return Forms(
        text=lambda: text(report, app.scheme),
        json=lambda: as_json(report, app.scheme),
        html=lambda: html(report, app.scheme),
    )
