"""Annotators who join a campaign that runs, or leave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from annotate.campaigns.assign import given, open_desks, readers_of, require_desks, take, theirs
from annotate.campaigns.create import Say, lot, open_campaign, with_accounts
from annotate.campaigns.deal import Pair, deal, level
from annotate.campaigns.opening import Pages, open_desk, pages_of
from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.store import Annotator, Annotators, Campaign, Desk, Desks, Store
from annotate.studio import accounts
from annotate.studio.client import Studio
from annotate.studio.desks import require_here
from annotate.studio.remove import Removed, remove_untouched


@dataclass(frozen=True)
class Change:
    """What a change of staff does to who reads what; on a dry run, what it would do.

    Attributes:
        taken: annotator to the articles that left their desk.
        given: annotator to the articles that are theirs now and not loaded yet.
        begun: annotator to what stays theirs since they have begun it, and what was found.
    """

    taken: Mapping[str, Collection[str]]
    given: Mapping[str, Collection[str]]
    begun: Mapping[str, Mapping[str, str]]


def join(
    store: Store,
    studio: Studio,
    scheme: Scheme,
    guidelines: str,
    name: str,
    newcomer: Annotator,
    *,
    credentials_file: Path | None,
    dry_run: bool = False,
    say: Say = lambda line: None,
) -> Change:
    """Opens a desk for somebody more, or again for somebody who had left, and gives them their share.

    They get what lacks a reader (all, where everybody reads everything), then take over what others have
    not begun until nobody has two articles more than they.

    Args:
        guidelines: Markdown, shown to them before they start.
        credentials_file: of the embedded server's accounts; None on a team's, where nobody is signed up.

    Raises:
        UsageError: when there is no such open campaign, or it labels with another scheme.
        StudioError: when they have no account, or the server fails; the same again finishes what is left.
    """
    with store.session(read_only=True) as session:
        campaign = open_campaign(session, name)
        (person,) = with_accounts(session, [newcomer])
        desks = {desk.annotator: desk for desk in open_desks(session, name)}
    if campaign.scheme != scheme.version:
        raise UsageError(f"campaign {name!r} labels with scheme {campaign.scheme}, not {scheme.version}")
    require_here(studio, list(desks.values()))
    if not dry_run:
        say(f"account {person.email}")
        accounts.ensure(
            studio, person.email or "", person.name or person.slug, credentials_file=credentials_file
        )
        _open(store, studio, campaign, person, pages_of(scheme, campaign.depth, guidelines), say)
    others = [desk for desk in desks.values() if desk.annotator != person.slug]
    fresh, moves = _share(store, campaign, person.slug, _movable(store, studio, campaign, others))
    if not dry_run:
        with store.session() as session:
            for pair in fresh:
                given(session, name, *pair)
    removed = {
        other: take(store, studio, desks[other], sorted(ids), _to(person.slug, ids), dry_run=dry_run)
        for other, ids in moves.items()
    }
    got = [*(article for article, _ in fresh), *(one for of in removed.values() for one in of.free)]
    return _change(removed, {person.slug: sorted(got)})


def leave(store: Store, studio: Studio, name: str, annotator: str, *, dry_run: bool = False) -> Change:
    """Closes a desk: what was finished or begun stays, all else is dealt to the others.

    The desk is swept on, so that what was begun can still be submitted.

    Raises:
        UsageError: when there is no such open campaign, or no such open desk.
        StudioError: when the server fails; the same again finishes what is left.
    """
    with store.session(read_only=True) as session:
        campaign = open_campaign(session, name)
        (desk,) = require_desks(session, name, [annotator])
        pending = [article for article, state in theirs(session, desk).items() if state == "assigned"]
        others = [one.annotator for one in open_desks(session, name) if one != desk]
        readers = readers_of(session, name)
    require_here(studio, [desk])
    free = remove_untouched(studio, desk, pending, dry_run=True).free
    orphans = [article for article in free if article in readers]
    for article in orphans:
        readers[article].discard(annotator)
    heirs = deal(orphans, others, campaign.each, readers, lot=lot(campaign))
    removed = take(store, studio, desk, pending, heirs, dry_run=dry_run)
    if not dry_run:
        with store.session() as session:
            Desks(session).add(replace(desk, state="closed"))
    return _change({annotator: removed}, _by_heir(heirs, removed.free))


def _open(
    store: Store, studio: Studio, campaign: Campaign, person: Annotator, pages: Pages, say: Say
) -> None:
    with store.session() as session:
        Annotators(session).ensure(person.slug, person.email, person.name)
        known, place = Desks(session).get(campaign.name, person.slug), len(Desks(session).of(campaign.name))
        if known is not None and known.state == "closed":
            Desks(session).add(replace(known, state="open"))
            return
        if known is None:
            gone = Desk(campaign.name, person.slug, studio.instance, project=0, url="", state="gone")
            Desks(session).add(gone)
    if open_desk(store, studio, campaign, person.slug, pages, place):
        say(f"desk {person.slug}")


def _movable(store: Store, studio: Studio, campaign: Campaign, desks: Iterable[Desk]) -> set[Pair]:
    """What nobody has begun, as Label Studio says; nothing, where everybody reads everything."""
    movable: set[Pair] = set()
    for desk in () if campaign.each is None else desks:
        with store.session(read_only=True) as session:
            readers, states = readers_of(session, campaign.name), theirs(session, desk)
        pending = [
            one for one, state in states.items() if state == "assigned" and desk.annotator in readers[one]
        ]
        free = remove_untouched(studio, desk, pending, dry_run=True).free
        movable |= {(article, desk.annotator) for article in free}
    return movable


def _share(
    store: Store, campaign: Campaign, newcomer: str, movable: Collection[Pair]
) -> tuple[list[Pair], Mapping[str, list[str]]]:
    """What lacks a reader, and what is to be taken over from whom."""
    with store.session(read_only=True) as session:
        readers = readers_of(session, campaign.name)
    fresh = deal(readers, [newcomer], campaign.each, readers, lot=lot(campaign))
    for article, _ in fresh:
        readers[article].add(newcomer)
    moves: defaultdict[str, list[str]] = defaultdict(list)
    for article, other, _ in level(readers, movable, newcomer, lot=lot(campaign)):
        moves[other].append(article)
    return fresh, moves


def _to(annotator: str, articles: Iterable[str]) -> list[Pair]:
    return [(article, annotator) for article in articles]


def _by_heir(heirs: Iterable[Pair], free: Collection[str]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for article, heir in heirs:
        if article in free:
            found[heir].append(article)
    return {heir: sorted(ids) for heir, ids in sorted(found.items())}


def _change(removed: Mapping[str, Removed], got: Mapping[str, list[str]]) -> Change:
    return Change(
        taken={annotator: one.free for annotator, one in removed.items() if one.free},
        given={annotator: ids for annotator, ids in got.items() if ids},
        begun={annotator: one.begun for annotator, one in removed.items() if one.begun},
    )
