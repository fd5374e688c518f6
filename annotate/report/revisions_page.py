"""What changed in an article's sourcing as one self-contained page, and the list of such pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotate.report.html import page
from annotate.report.links import NOWHERE, Links
from annotate.report.revisions import ABOUT, heading, read_by, said, said_of, tally
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
        said_of=said_of,
    )


def listing(revised: Mapping[str, Sequence[Revised]], links: Links) -> str:
    """Every article with more than one text, the one changed last first, and what changed in short."""
    newest = sorted(revised.items(), key=lambda one: (one[1][-1].at, one[0]), reverse=True)
    return page("changed.html.j2", links=links, revised=newest, about=ABOUT, tally=tally)
