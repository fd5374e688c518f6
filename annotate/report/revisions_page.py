"""What changed in an article's sourcing as one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.report.html import page
from annotate.report.links import NOWHERE, Links
from annotate.report.revisions import ABOUT, heading, read_by, said
from annotate.score.revisions import Revised


def html(id_: str, found: Sequence[Revised], links: Links = NOWHERE) -> str:
    """The whole report as one HTML page."""
    return page(
        "revisions.html.j2",
        links=links,
        id=id_,
        article=found[-1].new if found else None,
        found=found,
        about=ABOUT,
        heading=heading,
        read_by=read_by,
        said=said,
    )
