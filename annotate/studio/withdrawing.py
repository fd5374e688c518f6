"""What a sweep did not meet any more: withdrawn, unless so much is gone that somebody is asked first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from annotate.core.errors import Refused, StudioError
from annotate.store import Annotations, Desk, Known, Quarantine, Remote, Session, Store, Tasks
from annotate.studio.feed import Page
from annotate.studio.payloads import is_skip, remote_of
from annotate.studio.skips import why
from annotate.studio.standing import Skips, set_states, standing
from annotate.studio.swept import Swept
from annotate.studio.tasks import seen

MASS = 0.2
"""The part of a desk's annotations whose disappearance is a question first."""

Accept = Callable[[str], bool]


def left(
    session: Session,
    desk: Desk,
    articles: Collection[str],
    listed: Collection[Remote | None],
    skipped: Skips,
) -> Swept:
    """Withdraws what is no longer on the tasks of these articles, all of which have been seen."""
    known = standing(session, desk, articles)
    gone = {remote: one for remote, one in known.items() if remote not in listed}
    swept = _withdraw(session, desk, gone)
    set_states(session, desk, articles, known.keys() - gone.keys(), known, skipped)
    return swept


def left_by_doubles(session: Session, desk: Desk, articles: Collection[str], tasks: Page) -> Swept:
    """The same of articles that several tasks of the desk show, not all of which need have changed."""
    submitted = [(task, one) for task in tasks for one in task["annotations"]]
    there = {remote_of(one, desk) for _, one in submitted if not is_skip(one)}
    skips = ((_text_on(task), why([one])) for task, one in submitted if is_skip(one))
    return left(session, desk, articles, there, {text: said for text, said in skips if text is not None})


def guard(store: Store, desk: Desk, listed: Collection[Remote], accept: Accept) -> None:
    """Asks where much is gone, with no transaction open: whoever is asked may think about it for long.

    Args:
        listed: the annotations that a whole pass has met.
        accept: whether to withdraw the others; given what is gone.

    Raises:
        StudioError: when it is not accepted; nothing was withdrawn.
    """
    with store.session(read_only=True) as session:
        known = standing(session, desk)
    gone = len(known.keys() - set(listed))
    said = (
        f"{gone} of {len(known)} annotations of {desk.annotator} in {desk.campaign!r} are gone from Label "
        "Studio"
    )
    if gone > max(1, MASS * len(known)) and not accept(said):
        raise StudioError(
            f"{said}; none was withdrawn",
            "most often that is a wrong project or token; if it was meant, say --accept-mass-withdrawal",
        )


def not_met(
    session: Session,
    desk: Desk,
    listed: Collection[Remote],
    tasks: Collection[tuple[int, datetime | None]],
    skipped: Skips,
) -> Swept:
    """Withdraws the annotations that a whole pass did not meet, and notes as gone the tasks it did not."""
    known = standing(session, desk)
    gone = {remote: one for remote, one in known.items() if remote not in listed}
    swept = _withdraw(session, desk, gone)
    for task in Tasks(session).of_desk(desk):
        if task.state == "present" and (task.task, task.created_at) not in tasks:
            Tasks(session).mark_gone(task)
    set_states(session, desk, None, known.keys() - gone.keys(), known, skipped)
    return swept


def _withdraw(session: Session, desk: Desk, gone: Mapping[Remote, Known]) -> Swept:
    """A tombstone each, never a delete."""
    for remote, one in gone.items():
        Annotations(session).withdraw(one.id)
        Quarantine(session).settle(remote, desk.annotator)
    return Swept(withdrawn=len(gone))


def _text_on(task: Mapping[str, Any]) -> tuple[str, int] | None:
    try:
        shown = seen(task).shown
    except Refused:
        return None
    return None if shown is None else shown[:2]
