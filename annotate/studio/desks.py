"""Whether desks are on the server that is spoken to."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.core.errors import StudioError
from annotate.store import Annotators, Campaigns, Desk, Desks, Session
from annotate.studio.client import Studio


def desks_of(session: Session, campaign: str) -> list[Desk]:
    """The campaign's desks that have a project, ordered by annotator."""
    return [desk for desk in Desks(session).of(campaign) if desk.state != "gone"]


def staffed_desks(session: Session, campaign: str) -> list[Desk]:
    """Those of `desks_of` whose annotator has not been forgotten: a sweep would bring the name back."""
    return _staffed(session, desks_of(session, campaign))


def swept_desks(session: Session, campaign: str) -> list[Desk]:
    """Those that are read: the staffed ones, then the one where differences are decided."""
    deciding = Desks(session).adjudication(campaign)
    open_ = [deciding] if deciding is not None and deciding.state != "gone" else []
    return [*staffed_desks(session, campaign), *_staffed(session, open_)]


def _staffed(session: Session, desks: Sequence[Desk]) -> list[Desk]:
    forgotten = {one.slug for one in Annotators(session).all() if one.forgotten}
    return [desk for desk in desks if desk.annotator not in forgotten]


def unopened(session: Session, campaign: str) -> list[str]:
    """A sentence for each desk that has no project, or whose project's number is another's now."""
    return [
        f"the desk of {desk.annotator} in {campaign!r} is not open; `annotate campaign create {campaign} "
        "--annotators …`, as before, opens it"
        for desk in _staffed(session, Desks(session).of(campaign))
        if desk.state == "gone"
    ]


def require_here(studio: Studio, desks: Sequence[Desk]) -> None:
    """Refuses a server that the desks are not on: its projects of the same numbers are somebody else's.

    Raises:
        StudioError: naming the desks.
    """
    away = [desk.annotator for desk in desks if desk.instance != studio.instance]
    if away:
        raise StudioError(
            f"desks of {desks[0].campaign!r} are not on {studio.url}: {', '.join(away)}",
            "connect to the one that the campaign was created on: annotate studio connect",
        )


def open_projects(session: Session, instance: str) -> set[int]:
    """The projects of all desks that are swept on that server."""
    names = [one.name for one in Campaigns(session).all() if one.state == "open"]
    desks = [desk for name in names for desk in swept_desks(session, name)]
    return {desk.project for desk in desks if desk.instance == instance}
