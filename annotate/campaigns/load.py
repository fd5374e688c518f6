"""Fills the desks of a campaign with pre-marked articles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from importlib.metadata import version

from annotate.campaigns.bare import is_bare
from annotate.campaigns.create import Say, open_campaign
from annotate.campaigns.queue.order import ranks
from annotate.campaigns.queue.serve import Grounds, queues
from annotate.campaigns.revise import newer_texts
from annotate.campaigns.serving import pending_qualification
from annotate.core import Annotation, Article
from annotate.core.errors import StudioError
from annotate.detect import Detector
from annotate.scheme import Scheme
from annotate.scheme.depth import at_depth
from annotate.scheme.labelstudio import render
from annotate.score import Disagreement
from annotate.store import Articles, Campaign, Desk, Store
from annotate.studio.client import Studio
from annotate.studio.desks import require_here, staffed_desks, unopened
from annotate.studio.load import Job, Loaded, load_desk
from annotate.studio.projects import Expected, State, description, look, restore_page
from annotate.studio.rank import rank_desk
from annotate.studio.schemes import of_campaign

_KEPT = 512
"""Pre-marks remembered from desk to desk; 80 marks take some 40 kB."""


def load(
    store: Store,
    studio: Studio,
    scheme: Scheme,
    detector: Detector,
    name: str,
    *,
    disagreement: Disagreement,
    force: bool = False,
    dry_run: bool = False,
    repair: bool = False,
    say: Say = lambda line: None,
) -> list[Loaded]:
    """Sends what is assigned and not yet there, with pre-marks; a result a desk.

    What is sent takes its place in the campaign's queue, and what was there already makes room for it. A
    desk with a qualification gets that alone, until all of it is done or skipped.

    Args:
        scheme: the one in force; a campaign that labels with an older one is sent that one's pre-marks.
        detector: what pre-marks.
        disagreement: what a queue by expected disagreement goes by, while the campaign has no table of its
            own.
        force: also articles that are too long for the editor.
        dry_run: write nothing, neither there nor here.
        repair: put back what somebody took off a labelling page.

    Raises:
        UsageError: when there is no such open campaign, or its scheme is not known here.
        StudioError: when the server fails, or a labelling page lacks something; nothing was sent there.
    """
    with store.session(read_only=True) as session:
        campaign = open_campaign(session, name)
        desks, closed = staffed_desks(session, name), unopened(session, name)
        scheme = of_campaign(session, campaign, scheme)
    require_here(studio, desks)
    for line in closed:
        say(line)
    page, asked = render(scheme, campaign.depth), at_depth(scheme, campaign.depth)
    marking = detector.under(scheme)

    @lru_cache(_KEPT)
    def premark(article: Article) -> Annotation:
        return marking.premarks(article)

    loaded, model = [], f"{detector.name} {version('annotate')}"
    ordered = queues(store, Grounds(scheme, premark, disagreement), name)
    for one in ordered:
        desk, rank = one.desk, ranks(one.places)
        say(f"desk {desk.annotator}")
        expected = Expected(description(campaign, desk), page)
        state = _whole(studio, desk, expected, repair and not dry_run)
        is_bare = partial(_is_bare, campaign, desk)
        first, place = _qualification(store, desk), partial(_place, rank)
        if first:
            say(f"{desk.annotator}: {len(first)} of a qualification first; the rest is held back until then")
        signature = _signature(state, detector, desk, say)
        job = Job(
            store, studio, desk, asked, premark, signature, model, is_bare, force,
            central=campaign.depth == "central", articles=first or None, rank=place,
        )  # fmt: skip
        loaded.append(load_desk(job, tasks=state.tasks, dry_run=dry_run))
        if newer := _newer(store, desk):
            say(f"{desk.annotator}: {newer} with a newer text; to bring it: annotate campaign revise {name}")
        if loaded[-1].present and not dry_run:
            rank_desk(studio, desk, rank)
    return loaded


def _signature(state: State, detector: Detector, desk: Desk, say: Say) -> str:
    """The detector's name, or that of the first one that marked for the desk: it shows one name's marks."""
    if state.signed and state.signed != detector.name:
        say(
            f"{desk.annotator}: Label Studio names one model a desk: pre-marks of {detector.name!r} are "
            f"shown there as of {state.signed!r}, and the database keeps which are whose"
        )
    return state.signed or detector.name


def _newer(store: Store, desk: Desk) -> int:
    with store.session(read_only=True) as session:
        return len(newer_texts(session, desk))


def _qualification(store: Store, desk: Desk) -> list[Article]:
    with store.session(read_only=True) as session:
        pending = pending_qualification(session, desk.campaign, desk.annotator)
        return [article for id_ in pending if (article := Articles(session).get(id_)) is not None]


def _place(ranks: Mapping[str, float], article: Article) -> float | None:
    return ranks.get(article.id)


def _is_bare(campaign: Campaign, desk: Desk, article: str) -> bool:
    return is_bare(campaign, article, desk.annotator)


def _whole(studio: Studio, desk: Desk, expected: Expected, repair: bool) -> State:
    """How the desk is, once its labelling page is known to be whole."""
    state = look(studio, desk, expected)
    if state.gaps and repair:
        restore_page(studio, desk.project, expected.page)
    elif state.gaps:
        raise StudioError(
            f"the labelling page of {desk.annotator} ({desk.url}) lacks: {', '.join(state.gaps)}",
            f"put it back with `annotate load {desk.campaign} --repair`; marks that used it have it again",
        )
    return state
