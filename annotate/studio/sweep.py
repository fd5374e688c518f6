"""One pass over one desk: the feed that keeps its promise.

The server's own clock, tasks by key, one transaction a page, and the cursor after the last one, so that it is
never ahead of the data. A sweep that dies is taken up again where the cursor stands; reading a page twice
changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain

from annotate.core.codec import parse_time
from annotate.store import Cursor, Cursors, Desk, Remote, Session, Store, Tasks
from annotate.studio.ahead import ahead
from annotate.studio.client import Studio
from annotate.studio.drafts import pending_drafts
from annotate.studio.errors import StudioAnswered
from annotate.studio.feed import Listed, Page, listed, updated_since, with_articles, with_drafts
from annotate.studio.projects import Expected, look
from annotate.studio.standing import set_states, standing
from annotate.studio.swept import Swept
from annotate.studio.take import take
from annotate.studio.taking import Taking
from annotate.studio.withdrawing import Accept, guard, left, left_by_doubles, not_met

OVERLAP = timedelta(seconds=120)
"""Read again before the watermark: a write that was under way at the last sweep carries an older time."""

WHOLE_EVERY = timedelta(days=1)
"""So often every task is read: bulk edits and deletions of tasks move no time that the feed could see."""


@dataclass
class _Passed:
    """What a sweep has seen so far; small beside the pages themselves."""

    swept: Swept = field(default_factory=Swept)
    listed: set[Remote] = field(default_factory=set)
    skipped: dict[tuple[str, int], str | None] = field(default_factory=dict)
    tasks: set[tuple[int, datetime | None]] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Reading:
    """The pages to read, and whether they are all tasks that there are."""

    first: Listed
    rest: Iterator[Listed]
    whole: bool


def sweep(
    store: Store,
    studio: Studio,
    taking: Taking,
    accounts: Callable[[], Mapping[int, str]],
    expected: Callable[[], Expected],
    *,
    full: bool = False,
    accept: Accept = lambda question: False,
) -> Swept:
    """Brings the store level with a desk.

    Where nothing has changed that is one question to the server.

    Args:
        accounts: asked, as `taking.accounts`, where there is something to read.
        expected: asked likewise, for what the project should be.
        full: from the beginning, and whatever was not met is gone; so is every first sweep of a day.
        accept: asked before more than a fifth of the desk's annotations is withdrawn.

    Raises:
        StudioError: when the server fails, or so much is gone that it is asked about first; what was read
            until then is stored.
    """
    desk, passed = taking.desk, _Passed()
    known = _cursor(store, desk)
    reading = _reading(studio, desk, known, full, expected)
    if reading.whole or reading.first.tasks:
        passed.swept += _look(studio, desk, expected())
        taking = replace(taking, accounts=accounts())
    for read in ahead(chain([reading.first], reading.rest)):
        if read.tasks:
            passed.swept += _page(store, studio, read.tasks, taking, passed, whole=reading.whole)
    if reading.whole:
        guard(store, desk, passed.listed, accept)
    doubles = _tasks_of(studio, desk, passed.twice)
    with store.session() as session:
        if reading.whole:
            passed.swept += not_met(session, desk, passed.listed, passed.tasks, passed.skipped)
        if passed.twice:
            passed.swept += left_by_doubles(session, desk, passed.twice, doubles)
        begun = reading.first.asked_at
        Cursors(session).set(desk, Cursor(begun, begun if reading.whole or known is None else known.whole_at))
    return passed.swept


def _cursor(store: Store, desk: Desk) -> Cursor | None:
    with store.session(read_only=True) as session:
        return Cursors(session).get(desk)


def _reading(
    studio: Studio, desk: Desk, known: Cursor | None, full: bool, expected: Callable[[], Expected]
) -> _Reading:
    """What has changed and where there are drafts; all of it in a full sweep and in the first of a day."""
    try:
        if not full and known is not None:
            changed = listed(studio, desk.project, updated_since(known.watermark - OVERLAP), with_drafts())
            first = next(changed)
            if first.asked_at - known.whole_at < WHOLE_EVERY:
                return _Reading(first, changed, whole=False)
        everything = listed(studio, desk.project)
        return _Reading(next(everything), everything, whole=True)
    except StudioAnswered as error:
        if error.status == 404:
            look(studio, desk, expected())  # says what has become of the project
        raise


def _look(studio: Studio, desk: Desk, expected: Expected) -> Swept:
    gaps = look(studio, desk, expected).gaps
    return Swept(notes=tuple(f"{desk.annotator}'s labelling page lacks {gap}" for gap in gaps))


def _page(store: Store, studio: Studio, page: Page, taking: Taking, passed: _Passed, *, whole: bool) -> Swept:
    drafts = pending_drafts(studio, page)
    with store.session() as session:
        return _take_page(session, page, taking, passed, whole=whole) + Swept(pending_drafts=drafts)


def _take_page(session: Session, page: Page, taking: Taking, passed: _Passed, *, whole: bool) -> Swept:
    """Where the whole desk is read, what is gone is decided at the end, when all of it has been seen."""
    desk, taken = taking.desk, take(session, page, taking)
    articles = {one.article for one in taken if one.article is not None}
    skipped = {(one.article, one.revision): one.why for one in taken if one.article and one.skipped}
    listed = {remote for one in taken for remote in one.listed}
    passed.listed |= listed
    passed.skipped |= skipped
    passed.tasks |= {(task["id"], parse_time(task.get("created_at"))) for task in page}
    swept = sum((one.swept for one in taken), Swept())
    if whole:
        known = standing(session, desk, articles)
        set_states(session, desk, articles, known, known, skipped)
        return swept
    twice = articles & Tasks(session).shown_twice(desk)
    passed.twice |= twice
    return swept + left(session, desk, articles - twice, listed, skipped)


def _tasks_of(studio: Studio, desk: Desk, articles: Collection[str]) -> Page:
    found = with_articles(studio, desk.project, sorted(articles), whole=True)
    return [task for page in found for task in page]
