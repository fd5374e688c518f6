"""The echoes as one self-contained page."""

from __future__ import annotations

from annotate.report.echoes import ABOUT, circle, details, sentence, summary
from annotate.report.html import page
from annotate.report.links import NOWHERE, Links
from annotate.score.echoes import Echoing

MOST = 500
"""Clusters on the page, so that a browser opens it; CSV and JSON have them all."""


def html(found: Echoing, links: Links = NOWHERE) -> str:
    """The whole report as one HTML page."""
    return page(
        "echoes.html.j2",
        links=links,
        found=found,
        about=ABOUT,
        circle=circle,
        details=details,
        most=MOST,
        sentence=sentence,
        summary=summary(found),
    )
