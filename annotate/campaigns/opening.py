"""A desk: the Label Studio project that an annotator of a campaign works in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotate.scheme import Scheme
from annotate.scheme.labelstudio import render
from annotate.store import Campaign, Cursors, Desk, Desks, Store
from annotate.studio.client import Studio
from annotate.studio.desks import require_here
from annotate.studio.instructions import instructions
from annotate.studio.projects import Wanted, description, ensure_project, is_there, project_url

_COLOURS = ("#1F77B4", "#2E8B57", "#8E5BB5", "#C77700", "#B03A5B", "#5B6B7A")


@dataclass(frozen=True)
class Pages:
    """What annotators are shown: the labelling page as XML, the guidelines as HTML."""

    page: str
    guide: str


def pages_of(scheme: Scheme, depth: str, guidelines: str, *, deciding: bool = False) -> Pages:
    """The pages of a campaign of this depth, or of its adjudicator; `guidelines` is Markdown.

    Raises:
        UsageError: when there is no such depth.
    """
    return Pages(render(scheme, depth, deciding=deciding), instructions(guidelines, scheme))


def open_desk(
    store: Store, studio: Studio, campaign: Campaign, annotator: str, pages: Pages, place: int
) -> bool:
    """Opens the desk, anew where its project was deleted; False where it is open.

    A project that an interrupted run made is found again.

    Args:
        place: of the desk in its campaign; it gives the project its colour.
    """
    with store.session(read_only=True) as session:
        known = Desks(session).get(campaign.name, annotator)
    if known is not None and is_open(studio, campaign, known):
        return False
    desk = Desk(campaign.name, annotator, studio.instance, 0, "")
    wanted = Wanted(
        title=f"{campaign.name} · {annotator}",
        description=description(campaign, desk),
        page=pages.page,
        instructions=pages.guide,
        colour=_COLOURS[place % len(_COLOURS)],
    )
    project = ensure_project(studio, wanted)
    with store.session() as session:
        Desks(session).add(replace(desk, project=project, url=project_url(studio, project)))
        Cursors(session).forget(desk)
    return True


def is_open(studio: Studio, campaign: Campaign, desk: Desk) -> bool:
    """Whether the desk has a project, and that is still there.

    Raises:
        StudioError: when the desk is on another server.
    """
    if desk.state == "gone":
        return False
    require_here(studio, [desk])
    return is_there(studio, desk.project, description(campaign, desk))
