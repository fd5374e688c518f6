"""How far a campaign has come, and its end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from annotate.core.codec import rfc3339
from annotate.core.pace import Pace, pace
from annotate.store import Annotations, Annotators, Assignment, Campaigns, Desk, Desks, Session, Store
from annotate.studio.client import Studio
from annotate.studio.desks import desks_of, require_here
from annotate.studio.drafts import drafts_on
from annotate.studio.projects import project_url


@dataclass(frozen=True)
class DeskShown:
    """One annotator's part.

    Attributes:
        state: `open`, or `closed` where the annotator has left.
        assigned: articles in all; `done`, `skipped` and `pending` are some of them.
        pending_drafts: articles with work that was not submitted; None when Label Studio was not asked.
        pace: None below a minimum of finished articles.
    """

    annotator: str
    email: str | None
    project: int
    url: str
    state: str
    assigned: int
    done: int
    skipped: int
    pending: int
    pending_drafts: int | None
    pace: Pace | None

    @property
    def seconds_left(self) -> float | None:
        """What is pending takes as long at the present pace."""
        return 0.0 if not self.pending else None if self.pace is None else self.pending * self.pace.seconds


@dataclass(frozen=True)
class Flag:
    """What an annotator wrote to the lead about an article."""

    article: str
    annotator: str
    note: str
    at: datetime | None


@dataclass(frozen=True)
class Adjudication:
    """Who decides what the annotators differ on, and at which desk; its `state` is `open` or `gone`."""

    annotator: str
    email: str | None
    project: int
    url: str
    state: str


@dataclass(frozen=True)
class CampaignShown:
    """A campaign and its desks, ordered by annotator.

    Attributes:
        articles: how many it has.
        flags: the newest first.
        adjudication: None where nothing was sent to be decided.
    """

    name: str
    state: str
    scheme: str
    depth: str
    each: int | None
    seed: int
    queue: str
    articles: int
    desks: tuple[DeskShown, ...]
    sensitive: bool
    bare: float
    flags: tuple[Flag, ...]
    adjudication: Adjudication | None = None

    def to_json(self) -> Mapping[str, Any]:
        """The contract's object, with what was added to it."""
        desks = [{**asdict(desk), "seconds_left": desk.seconds_left} for desk in self.desks]
        flags = [{**asdict(flag), "at": rfc3339(flag.at)} for flag in self.flags]
        return {**asdict(self), "desks": desks, "flags": flags}


def show(store: Store, name: str, studio: Studio | None = None) -> CampaignShown:
    """What is done, as of the last sync; with `studio` also what lies there unsubmitted.

    Raises:
        UsageError: when there is no such campaign.
        StudioError: when the server fails.
    """
    with store.session(read_only=True) as session:
        campaign = Campaigns(session).known(name)
        assignments = Campaigns(session).assignments(name)
        desks, deciding = desks_of(session, name), Desks(session).adjudication(name)
        emails = {one.slug: one.email for one in Annotators(session).all()}
        paces = _paces(session, name)
    if studio is not None:
        require_here(studio, desks if deciding is None else [*desks, deciding])
    shown = tuple(_desk(desk, assignments, emails, paces, studio) for desk in desks)
    articles = len({one.article for one in assignments})
    about = (campaign.state, campaign.scheme, campaign.depth, campaign.each, campaign.seed, campaign.queue)
    return CampaignShown(
        name, *about, articles, shown, campaign.sensitive, campaign.bare, _flags(assignments),
        None if deciding is None else _adjudication(deciding, emails, studio),
    )  # fmt: skip


def _desk(
    desk: Desk,
    assignments: Iterable[Assignment],
    emails: Mapping[str, str | None],
    paces: Mapping[str, Pace | None],
    studio: Studio | None,
) -> DeskShown:
    states = Counter(one.state for one in assignments if one.annotator == desk.annotator)
    return DeskShown(
        annotator=desk.annotator,
        email=emails.get(desk.annotator),
        project=desk.project,
        url=_where(desk, studio),
        state=desk.state,
        assigned=states.total(),
        done=states["done"],
        skipped=states["skipped"],
        pending=states["assigned"],
        pending_drafts=None if studio is None else drafts_on(studio, desk.project),
        pace=paces.get(desk.annotator),
    )


def _adjudication(desk: Desk, emails: Mapping[str, str | None], studio: Studio | None) -> Adjudication:
    return Adjudication(
        desk.annotator, emails.get(desk.annotator), desk.project, _where(desk, studio), desk.state
    )


def _where(desk: Desk, studio: Studio | None) -> str:
    return desk.url if studio is None else project_url(studio, desk.project)


def _paces(session: Session, name: str) -> Mapping[str, Pace | None]:
    timers: defaultdict[str, list[float]] = defaultdict(list)
    for one in Annotations(session).timers(name):
        timers[one.annotator].append(one.seconds)
    return {annotator: pace(seconds) for annotator, seconds in timers.items()}


def _flags(assignments: Iterable[Assignment]) -> tuple[Flag, ...]:
    flags = [Flag(one.article, one.annotator, one.flag, one.flagged_at) for one in assignments if one.flag]
    return tuple(sorted(flags, key=lambda one: (rfc3339(one.at) or "", one.article), reverse=True))


def close(store: Store, name: str) -> None:
    """Ends a campaign: it is loaded and swept no more. Its annotations count as before.

    Raises:
        UsageError: when there is no such campaign.
    """
    with store.session() as session:
        Campaigns(session).close(name)
