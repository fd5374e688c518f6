"""The campaign's report as one self-contained page."""

from __future__ import annotations

from collections.abc import Callable

from annotate.consensus.agreement import Statistic
from annotate.consensus.agreement.words import topic
from annotate.core.annotation import IMPORTS
from annotate.report.campaign import CampaignReport
from annotate.report.charts import Figure, bars, ranges
from annotate.report.html import page
from annotate.report.links import NOWHERE, Links
from annotate.report.rows import newest_first
from annotate.report.summary import claims, figures
from annotate.scheme import Scheme

MOST_DRAWN = 60
"""Articles whose intervals are drawn one by one; of more, the distribution says enough."""


def html(report: CampaignReport, scheme: Scheme, links: Links = NOWHERE) -> str:
    """The whole report as one HTML page."""
    drawn = (*figures(report.summary, scheme), _articles(report), _agreement(report, scheme), _done(report))
    return page(
        "campaign.html.j2",
        links=links,
        report=report,
        imports=IMPORTS,
        rows=newest_first(report.rows),
        claims=claims(report.summary),
        progress=progress(report),
        figures=[one for one in drawn if one.rows],
    )


def progress(report: CampaignReport) -> str:
    """How far it has come, in a sentence."""
    found, total = report.summary, report.total
    whole = sum(total.values())
    read = f"{found.read} of {report.articles} articles have been read, {found.numbered} have a number."
    return f"{total['done']} of {whole} readings are in. {read}" if whole else read


def _articles(report: CampaignReport) -> Figure:
    numbered = sorted(
        (row for row in report.rows if row.score.score is not None),
        key=lambda row: (-(row.score.score or 0), row.article.id),
    )
    rows = [(row.heading, row.score.low, row.score.score, row.score.high) for row in numbered]
    said = "The line is the score, the band around it what 90 % of other such groups of readers would give."
    columns = ("Article", "From", "Score", "To")
    return ranges("Each article", said, columns, rows if len(rows) <= MOST_DRAWN else [])


def _agreement(report: CampaignReport, scheme: Scheme) -> Figure:
    shared = report.agreement.overall
    marks = [(topic(name, scheme), found["iou50_f1"]) for name, found in shared.by_label.items()]
    rows = [
        _percent(name, one) for name, one in (*marks, ("Links", shared.links_f1)) if one.value is not None
    ]
    said = (
        "How many of the marks and links of two readers are the same, from 0 to 100 %, over "
        f"{report.agreement.articles} articles that two or more have read; the band covers 90 % of resamples."
    )
    return ranges("How far readers agree", said, ("Mark", "From", "F1, %", "To"), rows)


def _percent(name: str, one: Statistic) -> tuple[str, float | None, float | None, float | None]:
    of: Callable[[float | None], float | None] = lambda part: None if part is None else round(100 * part)  # noqa: E731
    return name, of(one.low), of(one.value), of(one.high)


def _done(report: CampaignReport) -> Figure:
    rows = [(name, counts.get("done", 0)) for name, counts in report.states.items()]
    said = "Articles that each annotator has finished."
    return bars("Finished", said, ("Annotator", "Articles"), rows)
