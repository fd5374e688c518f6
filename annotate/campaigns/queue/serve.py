"""The queues of a campaign's desks: made from the store, and written to Label Studio."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotate.campaigns.create import open_campaign
from annotate.campaigns.estimates import estimated
from annotate.campaigns.queue.facts import expected_disagreement, uncertainty
from annotate.campaigns.queue.order import Fact, Place, order, parse_queue, ranks
from annotate.campaigns.queue.spread import near_duplicates
from annotate.consensus import merge
from annotate.consensus.readers import of_people
from annotate.core import Annotation, Article
from annotate.scheme import Scheme
from annotate.score import Disagreement
from annotate.store import Annotations, Articles, Campaigns, Desk, Gold, NewsValues, Session, Store
from annotate.studio.client import Studio
from annotate.studio.desks import require_here, staffed_desks
from annotate.studio.rank import rank_desk

_OF_TEXTS = frozenset({"diversity", "uncertainty", "disagreement"})
"""The criteria for which texts have to be read."""


@dataclass(frozen=True)
class Grounds:
    """What orders are made on: the scheme, the machine's marks, and how readers differ.

    `disagreement` is the table to go by while a campaign has none of its own.
    """

    scheme: Scheme
    premark: Callable[[Article], Annotation]
    disagreement: Disagreement


@dataclass(frozen=True)
class DeskQueue:
    """What a desk serves next; `rescored` tasks had another place in Label Studio, None where not asked."""

    desk: Desk
    places: tuple[Place, ...]
    rescored: int | None = None

    def to_json(self) -> dict[str, Any]:
        """`{"annotator","project","rescored","queue":[{"place","article","decided_by","why"}]}`."""
        about = {"annotator": self.desk.annotator, "project": self.desk.project, "rescored": self.rescored}
        return {**about, "queue": [{**vars(one), "why": list(one.why)} for one in self.places]}


def queues(store: Store, grounds: Grounds, name: str, by: str | None = None) -> list[DeskQueue]:
    """The queue of every desk, ordered by annotator: what is assigned and neither done nor skipped.

    Args:
        by: names apart by commas, in the place of what the campaign is served by.

    Raises:
        UsageError: when there is no such open campaign, or no such name.
    """
    with store.session(read_only=True) as session:
        campaign = open_campaign(session, name)
        queue = parse_queue(by or campaign.queue)
    if "disagreement" in queue:
        own = estimated(store, grounds.scheme, grounds.disagreement, name).disagreement
        grounds = replace(grounds, disagreement=own)
    with store.session(read_only=True) as session:
        desks = [desk for desk in staffed_desks(session, name) if desk.state == "open"]
        pending = _pending(session, name)
        qualifying = _qualifying(session, name)
        ids = {article for desk in desks for article in pending.get(desk.annotator, ())}
        known = {one.article: one for one in _facts(session, grounds, name, queue, ids)}
    return [
        DeskQueue(desk, tuple(order(_of(known, pending, desk), queue, qualifying.get(desk.annotator, ()))))
        for desk in desks
    ]


def serve(
    store: Store, studio: Studio, grounds: Grounds, name: str, by: str | None = None, *, dry_run: bool = False
) -> list[DeskQueue]:
    """Orders the desks' open articles in Label Studio itself, and keeps `by` for what is loaded later.

    Raises:
        UsageError: when there is no such open campaign, or no such name.
        StudioError: when the server fails; the same again finishes what is left.
    """
    found = queues(store, grounds, name, by)
    require_here(studio, [one.desk for one in found])
    if by is not None and not dry_run:
        with store.session() as session:
            Campaigns(session).serve_by(name, ",".join(parse_queue(by)))
    return [
        replace(one, rescored=rank_desk(studio, one.desk, ranks(one.places), dry_run=dry_run))
        for one in found
    ]


def _pending(session: Session, name: str) -> Mapping[str, Sequence[str]]:
    pending: dict[str, list[str]] = {}
    for one in Campaigns(session).assignments(name):
        if one.state == "assigned":
            pending.setdefault(one.annotator, []).append(one.article)
    return pending


def _qualifying(session: Session, name: str) -> Mapping[str, Collection[str]]:
    first: dict[str, set[str]] = {}
    for one in Gold(session).servings(name):
        if one.purpose == "qualification":
            first.setdefault(one.annotator, set()).add(one.article)
    return first


def _of(known: Mapping[str, Fact], pending: Mapping[str, Sequence[str]], desk: Desk) -> list[Fact]:
    return [known[article] for article in pending.get(desk.annotator, ()) if article in known]


def _facts(
    session: Session, grounds: Grounds, name: str, queue: Collection[str], ids: Collection[str]
) -> Iterator[Fact]:
    """What the criteria of `queue` need to know, and no more: a machine's reading takes its time."""
    values = NewsValues(session).of(name)
    added = Articles(session).added_at()
    standing = sorted(added.keys() & ids)
    texts = Articles(session).newest(standing) if _OF_TEXTS.intersection(queue) else {}
    groups = near_duplicates([texts[id_] for id_ in standing]) if "diversity" in queue else {}
    places = {id_: at for at, id_ in enumerate(added)}
    for id_ in standing:
        when = f"{added[id_]:%Y-%m-%d %H:%M}"
        fact = Fact(id_, places[id_], when, values.get(id_), group=groups.get(id_, id_))
        measured = _measured(session, grounds, name, queue, texts[id_]) if id_ in texts else ()
        yield replace(fact, **dict(measured))


def _measured(
    session: Session, grounds: Grounds, name: str, queue: Collection[str], article: Article
) -> Iterator[tuple[str, Any]]:
    scheme = grounds.scheme
    if "uncertainty" in queue:
        yield "uncertainty", uncertainty(grounds.premark(article))
    if "disagreement" in queue:
        people = of_people(Annotations(session).current(article.id), name)
        reading = merge(people, article, scheme) if people else grounds.premark(article)
        yield "expected", expected_disagreement(reading, article, scheme, grounds.disagreement)
