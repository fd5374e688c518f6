"""Who reads what, changed while a campaign runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from annotate.campaigns.create import chosen_articles, lot, open_campaign
from annotate.campaigns.deal import Pair, deal
from annotate.campaigns.sample import frame
from annotate.core.errors import UsageError
from annotate.store import Assignment, Campaigns, Desk, Gold, Inclusions, Session, Store, Tasks
from annotate.studio.client import Studio
from annotate.studio.desks import require_here, staffed_desks
from annotate.studio.remove import Removed, remove_untouched


@dataclass(frozen=True)
class Unassigned:
    """What was taken from an annotator, or on a dry run would be."""

    annotator: str
    removed: Removed


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
        drawn = frame(fresh, fresh, outlet=outlet, named=articles is not None)
        Inclusions(session).add(name, fresh, drawn)
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
        theirs = {(one.article, one.annotator) for one in Campaigns(session).assignments(name)}
        fresh = [(one, who) for one in chosen for who in annotators if (one, who) not in theirs]
        return [given(session, name, *pair) for pair in fresh]


def unassign(
    store: Store,
    studio: Studio,
    name: str,
    articles: Sequence[str],
    annotators: Sequence[str],
    *,
    dry_run: bool = False,
) -> list[Unassigned]:
    """Takes articles from annotators and off their desks; what somebody has begun or finished stays theirs.

    Raises:
        UsageError: when there is no such campaign, article or open desk, or the campaign is closed.
        StudioError: when the server fails; the same again finishes what is left.
    """
    with store.session(read_only=True) as session:
        open_campaign(session, name)
        chosen = set(chosen_articles(session, articles, None))
        desks = require_desks(session, name, annotators)
        due = [(desk, theirs(session, desk, chosen)) for desk in desks]
    require_here(studio, desks)
    out = []
    for desk, states in due:
        open_ = [article for article, state in states.items() if state == "assigned"]
        removed = take(store, studio, desk, open_, dry_run=dry_run)
        finished = {article: f"it is {state}" for article, state in states.items() if state != "assigned"}
        out.append(Unassigned(desk.annotator, replace(removed, begun={**finished, **removed.begun})))
    return out


def take(
    store: Store,
    studio: Studio,
    desk: Desk,
    articles: Sequence[str],
    heirs: Collection[Pair] = (),
    *,
    dry_run: bool = False,
) -> Removed:
    """Takes off a desk what nobody has begun, and gives it to its heirs in the same transaction.

    First there, then here: a run that dies in between leaves an assignment without a task, which the same
    again takes away, and never a task without an assignment.
    """
    removed = remove_untouched(studio, desk, articles, dry_run=dry_run)
    if not dry_run:
        with store.session() as session:
            _taken(session, desk, removed.free)
            for article, annotator in heirs:
                if article in removed.free:
                    given(session, desk.campaign, article, annotator)
    return removed


def readers_of(session: Session, name: str) -> defaultdict[str, set[str]]:
    """Article to the annotators who have it, done or not; gold that is served to one of them is left out."""
    served = {(one.article, one.annotator) for one in Gold(session).servings(name)}
    readers: defaultdict[str, set[str]] = defaultdict(set)
    for one in Campaigns(session).assignments(name):
        if (one.article, one.annotator) not in served:
            readers[one.article].add(one.annotator)
    return readers


def theirs(session: Session, desk: Desk, articles: Collection[str] | None = None) -> Mapping[str, str]:
    """The articles that an annotator has, all or some, and the state of each."""
    found = Campaigns(session).assignments(desk.campaign, desk.annotator, articles)
    return {one.article: one.state for one in found}


def open_desks(session: Session, name: str) -> list[Desk]:
    """The desks of those who have neither left nor been forgotten, ordered by annotator."""
    return [desk for desk in staffed_desks(session, name) if desk.state == "open"]


def require_desks(session: Session, name: str, annotators: Sequence[str]) -> list[Desk]:
    """The open desks of these annotators.

    Raises:
        UsageError: when one has none.
    """
    known = {desk.annotator: desk for desk in open_desks(session, name)}
    away = next((one for one in annotators if one not in known), None)
    if away is not None:
        raise UsageError(
            f"{away!r} has no open desk in {name!r}",
            f"see who has one: annotate campaign show {name}; open it: annotate campaign join {name} {away}",
        )
    return [known[one] for one in annotators]


def given(session: Session, name: str, article: str, annotator: str) -> Assignment:
    """Stores that the annotator is to read the article."""
    Campaigns(session).assign(name, article, annotator)
    return Assignment(name, article, annotator)


def _taken(session: Session, desk: Desk, articles: Collection[str]) -> None:
    for article in articles:
        Campaigns(session).unassign(desk.campaign, article, desk.annotator)
    for task in Tasks(session).of_desk(desk):
        if task.article in articles and task.state == "present":
            Tasks(session).mark_gone(task)
