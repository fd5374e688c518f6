"""Who reads what, changed while a campaign runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from annotate.campaigns.create import chosen_articles, lot, open_campaign
from annotate.campaigns.deal import deal
from annotate.core.errors import UsageError
from annotate.store import Assignment, Campaigns, Desk, Session, Store
from annotate.studio.desks import staffed_desks


def add_articles(
    store: Store, name: str, articles: Sequence[str] | None = None, outlet: str | None = None
) -> list[Assignment]:
    """Deals further articles (by default all stored ones) to the desks of an open campaign.

    Raises:
        UsageError: when there is no such campaign or article, or the campaign is closed.
    """
    with store.session() as session:
        campaign = open_campaign(session, name)
        readers = readers_of(session, name)
        fresh = [one for one in chosen_articles(session, articles, outlet) if one not in readers]
        staff = [desk.annotator for desk in open_desks(session, name)]
        pairs = deal(fresh, staff, campaign.each, readers, lot=lot(campaign))
        return [given(session, name, *pair) for pair in pairs]


def assign(store: Store, name: str, articles: Sequence[str], annotators: Sequence[str]) -> list[Assignment]:
    """Gives each of the articles to each of the annotators; what was theirs already is not given again.

    Raises:
        UsageError: when there is no such campaign, article or open desk, or the campaign is closed.
    """
    with store.session() as session:
        open_campaign(session, name)
        chosen = chosen_articles(session, articles, None)
        require_desks(session, name, annotators)
        readers = readers_of(session, name)
        fresh = [(one, who) for one in chosen for who in annotators if who not in readers[one]]
        return [given(session, name, *pair) for pair in fresh]


def readers_of(session: Session, name: str) -> defaultdict[str, set[str]]:
    """Article to the annotators who have it, done or not."""
    readers: defaultdict[str, set[str]] = defaultdict(set)
    for one in Campaigns(session).assignments(name):
        readers[one.article].add(one.annotator)
    return readers


def open_desks(session: Session, name: str) -> list[Desk]:
    """The desks of those who have neither left nor been forgotten, ordered by annotator."""
    return [desk for desk in staffed_desks(session, name) if desk.state == "open"]


def require_desks(session: Session, name: str, annotators: Sequence[str]) -> None:
    """Refuses annotators who have no open desk in the campaign.

    Raises:
        UsageError: naming the first.
    """
    staff = {desk.annotator for desk in open_desks(session, name)}
    away = next((one for one in annotators if one not in staff), None)
    if away is not None:
        raise UsageError(f"{away!r} has no open desk in {name!r}", f"annotate campaign join {name} {away}")


def given(session: Session, name: str, article: str, annotator: str) -> Assignment:
    """Stores that the annotator is to read the article."""
    Campaigns(session).assign(name, article, annotator)
    return Assignment(name, article, annotator)
