"""An outlet's report as one self-contained page."""

from __future__ import annotations

from annotate.report.html import page
from annotate.report.outlet import IN_A_MONTH, SHARES, OutletReport
from annotate.report.outlet_text import ABOUT, SHARE_NAMES, method, number, replies, share, summary


def html(report: OutletReport) -> str:
    """The whole report as one HTML page."""
    return page(
        "outlet.html.j2",
        report=report,
        about=ABOUT,
        in_a_month=IN_A_MONTH,
        counts=SHARES,
        names=SHARE_NAMES,
        method=method(report),
        number=number,
        replies=replies(report),
        share=share,
        summary=summary(report),
    )
