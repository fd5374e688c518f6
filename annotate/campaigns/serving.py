"""Who is given which gold articles: first as a qualification, later hidden among the other work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from annotate.campaigns.assign import open_desks, require_desks
from annotate.campaigns.create import open_campaign
from annotate.campaigns.gold import key
from annotate.store import Annotations, Campaigns, Gold, Serving, Session, Store

QUALIFICATION, HIDDEN = "qualification", "hidden"


@dataclass(frozen=True)
class Served:
    """What a desk was given, and how many more gold articles it should have had."""

    annotator: str
    articles: tuple[str, ...]
    lacking: int


def serve(
    store: Store,
    campaign: str,
    *,
    first: int | None = None,
    every: int | None = None,
    annotators: Sequence[str] = (),
    dry_run: bool = False,
) -> list[Served]:
    """Assigns gold articles to desks, to be sent by the next load like any other article.

    Nobody gets an article that they have read or decided, or that they were given elsewhere. Those served
    least come first, and of equals each desk has an order of its own, so that neighbours cannot compare. Run
    again it gives only what is missing.

    Args:
        first: so many for each desk before anything else.
        every: one for so many other articles of a desk.
        annotators: only these; all who have not left where none is named.

    Raises:
        UsageError: when there is no such open campaign, or one of the annotators has no open desk in it.
    """
    with store.session() as session:
        open_campaign(session, campaign)
        require_desks(session, campaign, annotators or ())
        staff = annotators or [desk.annotator for desk in open_desks(session, campaign)]
        return [_serve(session, campaign, one, first, every, dry_run) for one in sorted(staff)]


def _serve(
    session: Session, campaign: str, annotator: str, first: int | None, every: int | None, dry_run: bool
) -> Served:
    purpose = HIDDEN if first is None else QUALIFICATION
    due = _due(session, campaign, annotator, first, every)
    given = _unmet(session, campaign, annotator)[:due]
    for article in [] if dry_run else given:
        Campaigns(session).assign(campaign, article, annotator)
        Gold(session).serve(Serving(campaign, article, annotator, purpose))
    return Served(annotator, tuple(given), due - len(given))


def _due(session: Session, campaign: str, annotator: str, first: int | None, every: int | None) -> int:
    """How many more gold articles the desk should have."""
    before = [one for one in Gold(session).servings(campaign) if one.annotator == annotator]
    if first is not None:
        return max(0, first - sum(one.purpose == QUALIFICATION for one in before))
    others = len(Campaigns(session).assignments(campaign, annotator)) - len(before)
    return max(0, others // (every or 1) - sum(one.purpose == HIDDEN for one in before))


def _unmet(session: Session, campaign: str, annotator: str) -> list[str]:
    """The gold articles that the annotator has never met, those served least first.

    What lies unread on their desk in this campaign, dealt like any other article, is among them.
    """
    servings = Gold(session).servings()
    times = Counter(one.article for one in servings)
    met = {one.article for one in servings if one.annotator == annotator} | {
        one.article
        for known in Campaigns(session).all()
        for one in Campaigns(session).assignments(known.name, annotator)
        if (one.campaign, one.state) != (campaign, "assigned")
    }
    free = [id_ for id_ in Gold(session).all() if id_ not in met and not _knows(session, annotator, id_)]
    keyed = [id_ for id_ in free if key(session, id_) is not None]
    return sorted(keyed, key=lambda id_: (times[id_], _shuffled(annotator, id_)))


def _knows(session: Session, annotator: str, article: str) -> bool:
    """Whether they have read it elsewhere, or decided it."""
    return any(one.annotator == annotator for one in Annotations(session).standing(article))


def _shuffled(annotator: str, article: str) -> bytes:
    return sha256(f"{annotator}\n{article}".encode()).digest()


def pending_qualification(session: Session, campaign: str, annotator: str) -> list[str]:
    """The articles of an annotator's qualification, as long as one of them is neither done nor skipped."""
    gold = {
        one.article
        for one in Gold(session).servings(campaign)
        if (one.annotator, one.purpose) == (annotator, QUALIFICATION)
    }
    states = {one.article: one.state for one in Campaigns(session).assignments(campaign, annotator, gold)}
    return sorted(states) if "assigned" in states.values() else []
