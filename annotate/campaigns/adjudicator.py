"""Who decides what annotators differ on, and the desk where that is done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annotate.campaigns.create import Say
from annotate.campaigns.opening import Pages, is_open
from annotate.campaigns.people import default_email
from annotate.core.errors import UsageError
from annotate.store import Annotator, Annotators, Campaign, Cursors, Desk, Desks, Store
from annotate.studio import accounts
from annotate.studio.client import Studio
from annotate.studio.projects import Wanted, description, ensure_project, project_url

READING = "reading"
"""What the merged reading is signed with, from which an adjudicator starts."""
ADJUDICATOR = Annotator("adjudicator")
"""Who decides where nobody is named."""

_COLOUR = "#333F48"


def adjudicator(store: Store, campaign: str, by: Annotator | None) -> Annotator:
    """Who decides in a campaign: whoever does already, or is named, else somebody called so.

    Raises:
        UsageError: when somebody else decides already, or who is named labels in the campaign.
    """
    with store.session(read_only=True) as session:
        desk = Desks(session).adjudication(campaign)
        labelling = {one.annotator for one in Desks(session).of(campaign)}
        known = {one.slug: one for one in Annotators(session).all()}
    if desk is not None and by is not None and by.slug != desk.annotator:
        raise UsageError(
            f"{desk.annotator} decides in campaign {campaign!r}",
            f"let {by.slug} sign in to that desk: who was signed in is kept with each verdict",
        )
    chosen = by or (Annotator(desk.annotator) if desk else ADJUDICATOR)
    if chosen.slug in labelling:
        raise UsageError(
            f"{chosen.slug} labels in campaign {campaign!r}", "name somebody who does not: --by SLUG[=EMAIL]"
        )
    stored = known.get(chosen.slug, chosen)
    return Annotator(chosen.slug, chosen.email or stored.email or default_email(chosen.slug), stored.name)


def open_desk(
    store: Store,
    studio: Studio,
    person: Annotator,
    campaign: Campaign,
    pages: Pages,
    credentials_file: Path | None,
    say: Say,
) -> Desk:
    """The desk, opened now unless it is there; a run that died before is finished."""
    with store.session(read_only=True) as session:
        desk = Desks(session).adjudication(campaign.name)
    if desk is not None and is_open(studio, campaign, desk):
        return desk
    say(f"account {person.email}")
    accounts.ensure(studio, person.email or "", person.name or person.slug, credentials_file=credentials_file)
    desk = Desk(campaign.name, person.slug, studio.instance, 0, "", "gone", "adjudication")
    with store.session() as session:
        Annotators(session).ensure(person.slug, person.email, person.name)
        Desks(session).add(desk)
    say("desk adjudication")
    project = ensure_project(studio, _project(campaign, desk, pages))
    desk = replace(desk, project=project, url=project_url(studio, project), state="open")
    with store.session() as session:
        Desks(session).add(desk)
        Cursors(session).forget(desk)
    return desk


def _project(campaign: Campaign, desk: Desk, pages: Pages) -> Wanted:
    return Wanted(
        title=f"{campaign.name} · adjudication",
        description=description(campaign, desk),
        page=pages.page,
        instructions=pages.guide,
        model_version=READING,
        colour=_COLOUR,
    )
