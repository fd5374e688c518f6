"""The echoes as one self-contained page."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.report.charts import Figure, growth
from annotate.report.dates import moment
from annotate.report.echoes import ABOUT, LISTED, circle, details, sentence, summary
from annotate.report.elsewhere import anchor
from annotate.report.html import page
from annotate.report.links import NOWHERE, Links
from annotate.score.echoes import Echo, Echoing

DRAWN = 12
"""Of the first so many clusters it is drawn how they grew, where that took `MOMENTS` of time or more."""
MOMENTS = 3
ROWS = 25
"""Of the claims of a cluster as many are on the page, the earliest."""
OPEN = 12
"""The articles of a cluster lie open where there are no more of them."""


def html(found: Echoing, links: Links = NOWHERE, titles: Mapping[str, str] | None = None) -> str:
    """The whole report as one HTML page; `titles` by article, also where its own is none."""
    return page(
        "echoes.html.j2",
        links=links,
        found=found,
        about=ABOUT,
        anchor=anchor,
        circle=circle,
        details=details,
        figure_of={anchor(one): _spread(one) for one in found.echoes[:DRAWN] if _moments(one) >= MOMENTS},
        most=LISTED,
        open=OPEN,
        rows=ROWS,
        sentence=sentence,
        summary=summary(found),
        titles=titles or {},
    )


def _moments(one: Echo) -> int:
    return len({said.published for said in one.said if said.published})


def _spread(one: Echo) -> Figure:
    """How many articles, and of how many outlets, had said it by when."""
    articles, outlets, rows = set[str](), set[str](), {}
    for said in one.said:
        if said.published:
            articles.add(said.article)
            outlets |= {said.outlet} if said.outlet else set()
            rows[said.published] = (said.published, len(articles), len(outlets))
    first, last = min(rows), max(rows)
    undated = len(one.articles) - len(articles)
    left = f" {undated} without a date are left out." if undated else ""
    told = f"From {moment(first)} to {moment(last)}, by when the articles say that they were published.{left}"
    columns = ("Published", "Articles", "Outlets")
    return growth("How it spread", told, columns, list(rows.values()), moment)
