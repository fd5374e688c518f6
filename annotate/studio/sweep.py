"""One pass over one desk: the feed that keeps its promise.

The server's own clock, tasks by key, one transaction a page, and the cursor after the last one, so that it is
never ahead of the data. A sweep that dies is taken up again where the cursor stands; reading a page twice
changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from annotate.core.codec import parse_time
from annotate.core.errors import StudioError
from annotate.store import (
    Annotations,
    Campaigns,
    Cursor,
    Cursors,
    Desk,
    Known,
    Quarantine,
    Remote,
    Session,
    Store,
    Tasks,
)
from annotate.studio.client import Studio
from annotate.studio.drafts import pending_drafts
from annotate.studio.feed import Page, pages, updated_since
from annotate.studio.projects import Expected, look
from annotate.studio.swept import Swept
from annotate.studio.take import Taking, take

OVERLAP = timedelta(seconds=120)
"""Read again before the watermark: a write that was under way at the last sweep carries an older time."""

WHOLE_EVERY = timedelta(days=1)
"""So often every task is read: bulk edits and deletions of tasks move no time that the feed could see."""

MASS = 0.2
"""The part of a desk's annotations whose disappearance is a question first."""


@dataclass
class _Passed:
    """What a sweep has seen so far; small beside the pages themselves."""

    swept: Swept
    listed: set[Remote] = field(default_factory=set)
    skipped: set[tuple[str, int]] = field(default_factory=set)
    tasks: set[tuple[int, datetime | None]] = field(default_factory=set)


def sweep(
    store: Store,
    studio: Studio,
    taking: Taking,
    expected: Expected,
    *,
    full: bool = False,
    accept: bool = False,
) -> Swept:
    """Brings the store level with a desk.

    Args:
        expected: what the project should be.
        full: from the beginning, and whatever was not met is gone; so is every first sweep of a day.
        accept: withdraw even more than a fifth of the desk's annotations.

    Raises:
        StudioError: when the server fails, or so much is gone that it is asked about first; what was read
            until then is stored.
    """
    desk = taking.desk
    begun = studio.read("/api/version").at
    gaps = look(studio, desk, expected).gaps
    passed = _Passed(Swept(notes=tuple(f"{desk.annotator}'s labelling page lacks {gap}" for gap in gaps)))
    known = _cursor(store, desk)
    whole = full or known is None or begun - known.whole_at >= WHOLE_EVERY
    since = None if whole or known is None else known.watermark - OVERLAP
    for read in pages(studio, desk.project, *(() if since is None else (updated_since(since),))):
        with store.session() as session:
            passed.swept += _take_page(session, read, taking, passed, whole=since is None)
    with store.session() as session:
        if since is None:
            passed.swept += _not_met(session, desk, passed, accept)
        Cursors(session).set(desk, Cursor(begun, begun if whole or known is None else known.whole_at))
    return passed.swept + Swept(pending_drafts=pending_drafts(studio, desk.project))


def _cursor(store: Store, desk: Desk) -> Cursor | None:
    with store.session(read_only=True) as session:
        return Cursors(session).get(desk)


def _take_page(session: Session, page: Page, taking: Taking, passed: _Passed, *, whole: bool) -> Swept:
    """Where the whole desk is read, what is gone is decided at the end, when all of it has been seen."""
    desk, taken = taking.desk, [take(session, task, taking) for task in page]
    articles = {one.article for one in taken if one.article is not None}
    skipped = {(one.article, one.revision) for one in taken if one.article is not None and one.skipped}
    listed = {remote for one in taken for remote in one.listed}
    passed.listed |= listed
    passed.skipped |= skipped
    passed.tasks |= {(task["id"], parse_time(task.get("created_at"))) for task in page}
    swept = sum((one.swept for one in taken), Swept())
    known = _standing(session, desk, articles)
    gone = {}
    if not whole:
        elsewhere = Tasks(session).shown_twice(desk)
        gone = {
            remote: one
            for remote, one in known.items()
            if remote not in listed and one.article not in elsewhere
        }
        swept += _withdraw(session, gone)
    _set_states(session, desk, articles, known.keys() - gone.keys(), known, skipped)
    return swept


def _not_met(session: Session, desk: Desk, passed: _Passed, accept: bool) -> Swept:
    """Withdraws what a whole pass did not meet."""
    known = _standing(session, desk)
    gone = {remote: one for remote, one in known.items() if remote not in passed.listed}
    if not accept and len(gone) > max(1, MASS * len(known)):
        raise StudioError(
            f"{len(gone)} of {len(known)} annotations of {desk.annotator} in {desk.campaign!r} are gone from "
            "Label Studio; none was withdrawn",
            "most often that is a wrong project or token; if it was meant, say --accept-mass-withdrawal",
        )
    swept = _withdraw(session, gone)
    for task in Tasks(session).of_desk(desk):
        if task.state == "present" and (task.task, task.created_at) not in passed.tasks:
            Tasks(session).mark_gone(task)
    _set_states(session, desk, None, known.keys() - gone.keys(), known, passed.skipped)
    return swept


def _standing(
    session: Session, desk: Desk, articles: Collection[str] | None = None
) -> Mapping[Remote, Known]:
    """What is stored from this desk's server and not withdrawn."""
    known = Annotations(session).remotes(desk.campaign, desk.annotator, articles)
    return {
        remote: one
        for remote, one in known.items()
        if remote.instance == desk.instance and one.state != "withdrawn"
    }


def _withdraw(session: Session, gone: Mapping[Remote, Known]) -> Swept:
    """A tombstone each, never a delete."""
    for remote, one in gone.items():
        Annotations(session).withdraw(one.id)
        Quarantine(session).settle(remote)
    return Swept(withdrawn=len(gone))


def _set_states(
    session: Session,
    desk: Desk,
    articles: Collection[str] | None,
    standing: Collection[Remote],
    known: Mapping[Remote, Known],
    skipped: Collection[tuple[str, int]],
) -> None:
    """An assignment is done once an annotation stands, else skipped where that is what was said.

    Of an article that was revised while the campaign ran, the newest text on the desk decides.
    """
    shown = Tasks(session).newest_shown(desk)
    read = {(known[remote].article, known[remote].article_revision) for remote in standing}
    done = {article for article, revision in read if revision >= shown.get(article, 0)}
    left = {article for article, revision in skipped if revision >= shown.get(article, 0)}
    for one in Campaigns(session).assignments(desk.campaign, desk.annotator, articles):
        state = "done" if one.article in done else "skipped" if one.article in left else "assigned"
        if state != one.state:
            Campaigns(session).set_state(one.campaign, one.article, one.annotator, state)
