"""Brings the newer text of revised articles to the desks of a campaign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from annotate.campaigns.bare import is_bare
from annotate.campaigns.carry import carried, with_new
from annotate.campaigns.create import Say, open_campaign
from annotate.campaigns.standing import readable
from annotate.core import Annotation, Article
from annotate.detect import Detector
from annotate.scheme import Scheme
from annotate.scheme.depth import at_depth
from annotate.scheme.labelstudio import render
from annotate.store import Annotations, Articles, Campaign, Campaigns, Desk, Session, Store, Tasks
from annotate.studio.client import Studio
from annotate.studio.desks import require_here, staffed_desks
from annotate.studio.load import Job, Loaded, load_desk
from annotate.studio.outdated import drop_outdated
from annotate.studio.projects import Expected, description, look
from annotate.studio.schemes import of_campaign
from annotate.studio.sync import sync


@dataclass(frozen=True)
class Read:
    """What an annotator made of an older text."""

    article: Article
    annotation: Annotation


@dataclass(frozen=True)
class Revised:
    """What became of one desk.

    Attributes:
        carried: marks that were carried over to new texts.
        dropped: tasks of old texts that nobody had worked on, and that were deleted.
    """

    loaded: Loaded
    carried: int
    dropped: int


def revise(
    store: Store,
    studio: Studio,
    scheme: Scheme,
    detector: Detector,
    name: str,
    *,
    dry_run: bool = False,
    say: Say = lambda line: None,
) -> list[Revised]:
    """Puts the newest text of each revised article on the desks that show an older one; a result a desk.

    The new task is pre-marked with what its annotator has marked on the old text, as far as the sentences
    stand unchanged, and by machine on the others. Work on the old text stays as it is, and counts for that
    text; old tasks without any are deleted.

    Raises:
        UsageError: when there is no such open campaign, or its scheme is not known here.
        StudioError: when the server fails; the same again goes on.
    """
    with store.session(read_only=True) as session:
        campaign = open_campaign(session, name)
        desks = staffed_desks(session, name)
        labels = of_campaign(session, campaign, scheme)
    require_here(studio, desks)
    if not dry_run:
        sync(store, studio, scheme, name)
    revised = []
    for desk in desks:
        say(f"desk {desk.annotator}")
        revised.append(_revise(store, studio, campaign, desk, labels, detector, dry_run))
    return revised


def newer_texts(session: Session, desk: Desk) -> list[Article]:
    """The newest text of each article of which a desk shows an older one alone, ordered by id."""
    shown = Tasks(session).newest_shown(desk)
    newest = Articles(session).newest_revisions()
    newer = {id_ for id_, revision in shown.items() if newest.get(id_, 0) > revision}
    return sorted(Articles(session).newest(newer).values(), key=lambda one: one.id)


def _revise(
    store: Store,
    studio: Studio,
    campaign: Campaign,
    desk: Desk,
    scheme: Scheme,
    detector: Detector,
    dry_run: bool,
) -> Revised:
    with store.session(read_only=True) as session:
        wanted = newer_texts(session, desk)
        read = {one.id: found for one in wanted if (found := _read(session, campaign, desk, one, scheme))}
    over = {one.id: carried(was.annotation, was.article, one) for one in wanted if (was := read.get(one.id))}

    def premark(article: Article) -> Annotation:
        made = detector.under(scheme).premarks(article)
        if article.id not in over:
            return made
        return with_new(over[article.id], made, read[article.id].article, article)

    expected = Expected(description(campaign, desk), render(scheme, campaign.depth))
    state = look(studio, desk, expected)
    job = Job(
        store, studio, desk, at_depth(scheme, campaign.depth), premark, state.signed or detector.name,
        f"{detector.name} {version('annotate')}, carried over", partial(_is_bare, campaign, desk),
        articles=wanted,
    )  # fmt: skip
    loaded = load_desk(job, tasks=state.tasks, dry_run=dry_run) if wanted else Loaded(desk)
    marks = sum(len(one.marks) for one in over.values())
    if dry_run:
        return Revised(loaded, marks, 0)
    _assigned_again(store, desk, wanted, loaded)
    return Revised(loaded, marks, drop_outdated(store, studio, desk))


def _read(session: Session, campaign: Campaign, desk: Desk, newest: Article, scheme: Scheme) -> Read | None:
    """The annotator's standing reading of the newest older text that they have read."""
    for revision in range(newest.revision - 1, 0, -1):
        article = Articles(session).get(newest.id, revision)
        if article is None:
            continue
        current = Annotations(session).current(newest.id, campaign.name, revision)
        mine = [one for one in current if one.annotator == desk.annotator and one.origin == "studio"]
        if mine:
            return Read(article, readable(session, mine, article, scheme)[0])
    return None


def _assigned_again(store: Store, desk: Desk, wanted: Sequence[Article], loaded: Loaded) -> None:
    with store.session() as session:
        ids = [one.id for one in wanted if one.id not in loaded.refused]
        for one in Campaigns(session).assignments(desk.campaign, desk.annotator, ids):
            Campaigns(session).set_state(one.campaign, one.article, one.annotator, "assigned")


def _is_bare(campaign: Campaign, desk: Desk, article: str) -> bool:
    return is_bare(campaign, article, desk.annotator)
