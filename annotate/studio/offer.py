"""What of a machine's marks a task shows, and what it keeps back."""

from __future__ import annotations

from dataclasses import replace

from annotate.core import Annotation
from annotate.scheme import Scheme, central_claims
from annotate.store import Offer
from annotate.studio.wire import shown


def offer(
    made: Annotation, text: str, scheme: Scheme, model: str, *, bare: bool = False, central: bool = False
) -> Offer:
    """The pre-marks of one task, `scheme` being at the campaign's depth; a bare task shows none.

    Args:
        central: show the central claims alone, and who says them.

    A mark that is shown without one of its attributes is also among the hidden ones, whole.

    Raises:
        Refused: when they do not fit the text.
    """
    asked = central_claims(made) if central else made
    page = replace(made, marks=(), links=()) if bare else shown(asked, text, scheme)
    links = set(page.links)
    kept_back = replace(
        made,
        marks=tuple(mark for mark in made.marks if page.by_id.get(mark.id) != mark),
        links=tuple(link for link in made.links if link not in links),
        answers={},
    )
    return Offer(model, page, kept_back)
