"""Takes a campaign to another version of the scheme, and first says what that would cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from annotate.campaigns.create import Say, open_campaign
from annotate.campaigns.opening import pages_of
from annotate.campaigns.standing import readable
from annotate.core import Annotation, Article
from annotate.core.errors import GateNotMet
from annotate.scheme import Scheme
from annotate.scheme.under import under
from annotate.scheme.verdict import adjudicating
from annotate.store import Annotations, Articles, Campaign, Desk, Rounds, Schemes, Store
from annotate.studio.client import Studio
from annotate.studio.desks import require_here, swept_desks
from annotate.studio.repage import drafts, repage, strip_premarks
from annotate.studio.schemes import found, keep, of_campaign
from annotate.studio.sync import sync


@dataclass(frozen=True)
class Loss:
    """Something chosen that the new version has no place for.

    Attributes:
        what: a mark, attribute, link (by its type) or answer.
        where: which one, and of a mark its label, place and words.
        draft: whether it was not submitted yet.
    """

    annotator: str
    article: str
    what: str
    where: str
    reason: str
    draft: bool = False

    def __str__(self) -> str:
        begun = " (a draft)" if self.draft else ""
        return f"{self.annotator}, {self.article}{begun}: {self.what} {self.where}: {self.reason}"


@dataclass(frozen=True)
class Upgraded:
    """What an upgrade did, or on a dry run would do.

    Attributes:
        losses: what is orphaned.
        premarks: tasks whose pre-marks lost what the new version does not know.
    """

    campaign: str
    before: str
    after: str
    losses: tuple[Loss, ...] = ()
    premarks: int = 0

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def upgrade(
    store: Store,
    studio: Studio,
    scheme: Scheme,
    guidelines: str,
    name: str,
    *,
    accept_loss: bool = False,
    dry_run: bool = False,
    say: Say = lambda line: None,
) -> Upgraded:
    """Gives every desk of an open campaign the labelling page of `scheme`, after a sweep.

    Annotations keep the version that they were made with until somebody changes them. Killed at any instant,
    the same again finishes it: the campaign goes by the old version until all desks have the new page.

    Raises:
        UsageError: when there is no such open campaign, or the version was changed under its old number.
        GateNotMet: when something chosen would be orphaned and `accept_loss` is not said; nothing is changed.
        StudioError: when Label Studio fails or refuses.
    """
    with store.session(read_only=True) as session:
        campaign = open_campaign(session, name)
        same = campaign.scheme == scheme.version
        was = of_campaign(session, campaign, scheme) if same else found(session, campaign.scheme, scheme)
        desks = swept_desks(session, name)
    require_here(studio, desks)
    told = Upgraded(name, campaign.scheme, scheme.version)
    if same:
        return told
    if was is not None:
        sync(store, studio, scheme, name)
        told = replace(told, losses=tuple(_losses(store, studio, campaign, desks, was, scheme)))
    if dry_run:
        return told
    for loss in told.losses:
        say(str(loss))
    if told.losses and not accept_loss:
        raise GateNotMet(
            f"scheme {scheme.version} has no place for {len(told.losses)} of the things that were chosen; "
            "nothing is changed",
            "give each label and value its name back (texts and keys may change), or say --accept-loss",
        )
    return _carry_out(store, studio, campaign, desks, was, scheme, guidelines, told, say)


def _carry_out(
    store: Store,
    studio: Studio,
    campaign: Campaign,
    desks: Sequence[Desk],
    was: Scheme | None,
    scheme: Scheme,
    guidelines: str,
    told: Upgraded,
    say: Say,
) -> Upgraded:
    with store.session() as session:
        keep(session, scheme)
    premarks = 0
    for desk in desks:
        say(f"desk {desk.annotator}")
        deciding = desk.purpose == "adjudication"
        asked = adjudicating(scheme) if deciding else scheme
        pages = pages_of(scheme, campaign.depth, guidelines, deciding=deciding)
        repage(studio, desk, pages.page, pages.guide)
        premarks += strip_premarks(store, studio, desk, was, asked) if was else 0
    with store.session() as session:
        Schemes(session).upgrade(campaign.name, scheme.version, len(told.losses))
        Rounds(session).begin(campaign.name, f"scheme {scheme.version}", guidelines)
    return replace(told, premarks=premarks)


def _losses(
    store: Store, studio: Studio, campaign: Campaign, desks: Sequence[Desk], was: Scheme, now: Scheme
) -> Iterator[Loss]:
    for article, one in _chosen(store, campaign, was):
        yield from _lost(article, one, was, now, draft=False)
    for desk in desks:
        asked = adjudicating(was) if desk.purpose == "adjudication" else was
        for article, one in drafts(store, studio, desk, asked):
            yield from _lost(article, one, was, now, draft=True)


def _lost(article: Article, one: Annotation, was: Scheme, now: Scheme, *, draft: bool) -> Iterator[Loss]:
    for each in under(one, article.text, was, now).dropped:
        yield Loss(one.annotator, one.article, each.what, each.where, each.reason, draft)


def _chosen(store: Store, campaign: Campaign, was: Scheme) -> Iterator[tuple[Article, Annotation]]:
    """The current annotations, each with its text; what older upgrades cost is not counted again."""
    with store.session(read_only=True) as session:
        for one in Annotations(session).all(campaign=campaign.name):
            article = Articles(session).get(one.article, one.article_revision)
            if article is not None:
                yield article, readable(session, [one], article, was)[0]
