"""An outlet's report as one self-contained page."""

from __future__ import annotations

from annotate.report.charts import Figure, histogram, ranges, trend
from annotate.report.html import page
from annotate.report.links import NOWHERE, Links
from annotate.report.outlet import IN_A_MONTH, SHARES, OutletReport
from annotate.report.outlet_text import ABOUT, SHARE_NAMES, method, number, replies, share, summary

ECHOES = 10
"""Claims that others make too, of which as many are named on the page; the page of echoes has them all."""


def html(report: OutletReport, links: Links = NOWHERE) -> str:
    """The whole report as one HTML page."""
    return page(
        "outlet.html.j2",
        links=links,
        report=report,
        about=ABOUT,
        counts=SHARES,
        names=SHARE_NAMES,
        method=method(report),
        most=ECHOES,
        number=number,
        replies=replies(report),
        share=share,
        summary=summary(report),
        figures=[one for one in (_shares(report), _bands(report), _months(report)) if one.rows],
    )


def _shares(report: OutletReport) -> Figure:
    rows = [
        (SHARE_NAMES[name], _percent(one.low), _percent(one.value), _percent(one.high))
        for name, one in report.shares.items()
        if one.value is not None
    ]
    said = "Each share with its 90 % interval; the table above says of how many, and what is counted."
    return ranges("Shares", said, ("Share", "From", "%", "To"), rows)


def _bands(report: OutletReport) -> Figure:
    said = f"{report.scored} articles with a number."
    return histogram("Articles by band", said, ("Band", "Articles"), list(report.bands.items()))


def _months(report: OutletReport) -> Figure:
    rows = [(one.month, None, round(one.mean), None) for one in report.months if one.mean is not None]
    said = f"The mean of each month, from {IN_A_MONTH} articles with a number on."
    return trend("Month by month", said, ("Month", "From", "Mean", "To"), rows)


def _percent(part: float | None) -> float | None:
    return None if part is None else round(100 * part)
