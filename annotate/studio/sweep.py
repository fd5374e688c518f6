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
from typing import Any

from annotate.core.codec import parse_time
from annotate.core.errors import Refused, StudioError
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
from annotate.studio.ahead import ahead
from annotate.studio.client import Studio
from annotate.studio.drafts import pending_drafts
from annotate.studio.errors import StudioAnswered
from annotate.studio.feed import Listed, Page, listed, updated_since, with_articles, with_drafts
from annotate.studio.payloads import is_skip, remote_of
from annotate.studio.projects import Expected, look
from annotate.studio.skips import why
from annotate.studio.swept import Swept
from annotate.studio.take import take
from annotate.studio.taking import Taking
from annotate.studio.tasks import seen

OVERLAP = timedelta(seconds=120)
"""Read again before the watermark: a write that was under way at the last sweep carries an older time."""

WHOLE_EVERY = timedelta(days=1)
"""So often every task is read: bulk edits and deletions of tasks move no time that the feed could see."""

MASS = 0.2
"""The part of a desk's annotations whose disappearance is a question first."""

Accept = Callable[[str], bool]


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
    expected: Expected,
    *,
    full: bool = False,
    accept: Accept = lambda question: False,
) -> Swept:
    """Brings the store level with a desk.

    Where nothing has changed that is one question to the server.

    Args:
        accounts: asked, as `taking.accounts`, where there is something to read.
        expected: what the project should be; looked at where there is something to read.
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
        passed.swept += _look(studio, desk, expected)
        taking = replace(taking, accounts=accounts())
    for read in ahead(chain([reading.first], reading.rest)):
        if read.tasks:
            passed.swept += _page(store, studio, read.tasks, taking, passed, whole=reading.whole)
    if reading.whole:
        _guard(store, desk, passed, accept)
    doubles = _tasks_of(studio, desk, passed.twice)
    with store.session() as session:
        if reading.whole:
            passed.swept += _not_met(session, desk, passed)
        if passed.twice:
            passed.swept += _left_by_doubles(session, desk, passed.twice, doubles)
        begun = reading.first.asked_at
        Cursors(session).set(desk, Cursor(begun, begun if reading.whole or known is None else known.whole_at))
    return passed.swept


def _cursor(store: Store, desk: Desk) -> Cursor | None:
    with store.session(read_only=True) as session:
        return Cursors(session).get(desk)


def _reading(studio: Studio, desk: Desk, known: Cursor | None, full: bool, expected: Expected) -> _Reading:
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
            look(studio, desk, expected)  # says what has become of the project
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
        known = _standing(session, desk, articles)
        _set_states(session, desk, articles, known, known, skipped)
        return swept
    twice = articles & Tasks(session).shown_twice(desk)
    passed.twice |= twice
    return swept + _left(session, desk, articles - twice, listed, skipped)


def _left(
    session: Session,
    desk: Desk,
    articles: Collection[str],
    listed: Collection[Remote | None],
    skipped: Mapping[tuple[str, int], str | None],
) -> Swept:
    """Withdraws what is no longer on the tasks of these articles, all of which have been seen."""
    known = _standing(session, desk, articles)
    gone = {remote: one for remote, one in known.items() if remote not in listed}
    swept = _withdraw(session, desk, gone)
    _set_states(session, desk, articles, known.keys() - gone.keys(), known, skipped)
    return swept


def _tasks_of(studio: Studio, desk: Desk, articles: Collection[str]) -> Page:
    found = with_articles(studio, desk.project, sorted(articles), whole=True)
    return [task for page in found for task in page]


def _left_by_doubles(session: Session, desk: Desk, articles: Collection[str], tasks: Page) -> Swept:
    """The same of articles that several tasks of the desk show, not all of which need have changed."""
    submitted = [(task, one) for task in tasks for one in task["annotations"]]
    there = {remote_of(one, desk) for _, one in submitted if not is_skip(one)}
    skips = ((_text_on(task), why([one])) for task, one in submitted if is_skip(one))
    return _left(session, desk, articles, there, {text: said for text, said in skips if text is not None})


def _text_on(task: Mapping[str, Any]) -> tuple[str, int] | None:
    try:
        shown = seen(task).shown
    except Refused:
        return None
    return None if shown is None else shown[:2]


def _not_there(session: Session, desk: Desk, passed: _Passed) -> Mapping[Remote, Known]:
    """What a whole pass did not meet."""
    known = _standing(session, desk)
    return {remote: one for remote, one in known.items() if remote not in passed.listed}


def _guard(store: Store, desk: Desk, passed: _Passed, accept: Accept) -> None:
    """Asks where much is gone, with no transaction open: whoever is asked may think about it for long."""
    with store.session(read_only=True) as session:
        gone, known = len(_not_there(session, desk, passed)), len(_standing(session, desk))
    said = (
        f"{gone} of {known} annotations of {desk.annotator} in {desk.campaign!r} are gone from Label Studio"
    )
    if gone > max(1, MASS * known) and not accept(said):
        raise StudioError(
            f"{said}; none was withdrawn",
            "most often that is a wrong project or token; if it was meant, say --accept-mass-withdrawal",
        )


def _not_met(session: Session, desk: Desk, passed: _Passed) -> Swept:
    """Withdraws what a whole pass did not meet."""
    known, gone = _standing(session, desk), _not_there(session, desk, passed)
    swept = _withdraw(session, desk, gone)
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


def _withdraw(session: Session, desk: Desk, gone: Mapping[Remote, Known]) -> Swept:
    """A tombstone each, never a delete."""
    for remote, one in gone.items():
        Annotations(session).withdraw(one.id)
        Quarantine(session).settle(remote, desk.annotator)
    return Swept(withdrawn=len(gone))


def _set_states(
    session: Session,
    desk: Desk,
    articles: Collection[str] | None,
    standing: Collection[Remote],
    known: Mapping[Remote, Known],
    skipped: Mapping[tuple[str, int], str | None],
) -> None:
    """An assignment is done once an annotation stands, else skipped where that is what was said.

    Of an article that was revised while the campaign ran, the newest text on the desk decides.
    """
    shown = Tasks(session).newest_shown(desk, articles)
    read = {(known[remote].article, known[remote].article_revision) for remote in standing}
    done = {article for article, revision in read if revision >= shown.get(article, 0)}
    left = {article: said for (article, at), said in skipped.items() if at >= shown.get(article, 0)}
    changed, reasons = {}, {}
    for one in Campaigns(session).assignments(desk.campaign, desk.annotator, articles):
        state = "done" if one.article in done else "skipped" if one.article in left else "assigned"
        if state != one.state:
            changed[one.article] = state
        if state == "skipped" and (state, left[one.article]) != (one.state, one.skipped_why):
            reasons[one.article] = left[one.article]
    Campaigns(session).set_states(desk.campaign, desk.annotator, changed)
    for article, said in reasons.items():
        Campaigns(session).set_why(desk.campaign, article, desk.annotator, said)
