"""`annotate report outlet`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import Forms, report_options
from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annotate.report.outlet import OutletReport
    from annotate.score import Score


@click.command("outlet")
@click.argument("name")
@click.option("--campaign", help="Only this campaign's annotations; default: all.")
@click.option("--rubric", help="Version of the rubric; default: 1.")
@report_options
def command(name: str, campaign: str | None, rubric: str | None) -> Forms:
    """How well sourced the articles of outlet NAME are that people have read, on the whole and by month.

    From ten scored articles on: their mean, shrunk towards the corpus, with its interval, and the shares of
    unnamed, vague and one-sided sources. Below that a list. No outlet is set beside another.
    """
    from annotate.report.outlet_data import as_csv, as_json
    from annotate.report.outlet_text import text

    report = outlet_report_of(App(), name, campaign, rubric)
    return Forms(
        text=lambda: text(report),
        json=lambda: as_json(report),
        html=lambda: _html(report),
        csv=lambda: as_csv(report),
    )


def outlet_report_of(
    app: App, name: str, campaign: str | None = None, rubric: str | None = None
) -> OutletReport:
    """The report of an outlet.

    Raises:
        UsageError: when no article is of it; names some outlets that there are.
    """
    from annotate.store import Articles

    with app.store.session(read_only=True) as session:
        own = Articles(session).ids(name)
        known = () if own else Articles(session).outlets()
    if not own:
        raise UsageError(f"no article is of outlet {name!r}", _known(known))
    (report,) = outlet_reports_of(app, app.scores(campaign, None, rubric), [name], rubric)
    return report


def outlet_reports_of(
    app: App, scores: Sequence[Score], names: Iterable[str], rubric: str | None = None
) -> Iterator[OutletReport]:
    """The report of each of these outlets; `scores` are those of the whole corpus."""
    from annotate.report.outlet import outlet_report
    from annotate.report.response import Response
    from annotate.store import Articles, Replies

    read_ids = {one.article for one in scores}
    with app.store.session(read_only=True) as session:
        articles = Articles(session).newest(read_ids)
    read = [(one, articles[one.article]) for one in scores if one.article in articles]
    for name in names:
        with app.store.session(read_only=True) as session:
            own = Articles(session).ids(name)
            steps = Replies(session).of(own)
        responses = {id_: Response(of_one) for id_, of_one in steps.items()}
        yield outlet_report(name, read, len(set(own) - read_ids), responses, app.rubric(rubric))


def _known(names: tuple[str, ...]) -> str:
    if not names:
        return "say it when articles are added: annotate articles add SOURCE --outlet NAME"
    more = "" if len(names) <= 10 else " and others"
    return f"there are: {', '.join(names[:10])}{more}"


def _html(report: OutletReport) -> str:
    from annotate.report.outlet_page import html

    return html(report)
