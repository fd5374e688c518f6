"""A page of tasks, taken into the store: their annotations new, changed, unchanged or kept aside."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from annotate.core import Article
from annotate.core.codec import content_sha256
from annotate.core.errors import Refused
from annotate.store import Annotations, Desk, Quarantine, Remote, Saved, Session
from annotate.studio.flags import take_flags
from annotate.studio.payloads import is_skip, number, remote_of, signed_in
from annotate.studio.showing import shown_on
from annotate.studio.skips import why
from annotate.studio.swept import Swept
from annotate.studio.taking import Taking
from annotate.studio.wire import Read, incoming

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class Taken:
    """A task's part of a sweep.

    Attributes:
        article: what it shows; None where that is nothing of ours.
        listed: the annotations that the server showed on it.
        skipped: whether the annotator skipped it.
        revision: which text of the article it shows.
        why: what they said when they skipped it.
    """

    swept: Swept
    article: str | None = None
    listed: frozenset[Remote] = frozenset()
    skipped: bool = False
    revision: int = 0
    why: str | None = None


@dataclass(frozen=True)
class _Reading:
    """An annotation on its way into the store, and what was read of it, else why it cannot be taken.

    `article` is None where the task shows none of ours.
    """

    payload: object
    article: Article | None
    remote: Remote | None
    who: str | None
    read: Read | Refused


def take(session: Session, page: Sequence[Payload], taking: Taking) -> list[Taken]:
    """Stores what the tasks of a page say now. Withdrawing what they no longer say is the caller's."""
    shown = shown_on(session, page, taking.desk)
    on_tasks = [_readings(session, task, article, taking) for task, article in zip(page, shown, strict=True)]
    readings = [one for of_task in on_tasks for one in of_task]
    swept = iter(_stored(session, readings, taking))
    flags = _flags(session, shown, on_tasks, taking.desk)
    return [
        _taken(task, article, [next(swept) for _ in of_task], flag, taking.desk)
        for task, article, of_task, flag in zip(page, shown, on_tasks, flags, strict=True)
    ]


def take_annotation(session: Session, payload: object, article: Article, taking: Taking) -> Swept:
    """Stores what one element of a task's `annotations` says, or keeps it aside."""
    return next(_stored(session, [_reading(session, payload, article, taking)], taking))


def _taken(
    task: Payload, article: Article | Refused | None, swept: list[Swept], flag: str | None, desk: Desk
) -> Taken:
    submitted = [one for one in task["annotations"] if not is_skip(one)]
    listed = frozenset(filter(None, (remote_of(one, desk) for one in submitted)))
    if isinstance(article, Article):
        told = Swept(notes=() if flag is None else (flag,))
        skips = [one for one in sorted(task["annotations"], key=number) if is_skip(one)]
        return Taken(
            sum(swept, Swept()) + told, article.id, listed, bool(skips), article.revision, why(skips)
        )
    if article is not None or not submitted:
        return Taken(sum(swept, Swept()), None, listed)
    where = f"{desk.annotator}'s desk: task {task['id']}"
    note = f"{where} shows an article that was removed; its annotations are not read"
    return Taken(Swept(left_out=len(submitted), notes=(note,)), None, listed)


def _flags(
    session: Session,
    shown: Sequence[Article | Refused | None],
    on_tasks: Sequence[Sequence[_Reading]],
    desk: Desk,
) -> list[str | None]:
    """What is newly said to the lead, by task."""
    said = [
        (article.id, [one.payload for one in of_task]) if isinstance(article, Article) else None
        for article, of_task in zip(shown, on_tasks, strict=True)
    ]
    notes = iter(take_flags(session, [one for one in said if one is not None], desk))
    return [None if one is None else next(notes) for one in said]


def _readings(
    session: Session, task: Payload, article: Article | Refused | None, taking: Taking
) -> list[_Reading]:
    """Its annotations in the order of their numbers, skips left out; none where the article was removed."""
    if article is None:
        return []
    submitted = [one for one in sorted(task["annotations"], key=number) if not is_skip(one)]
    return [_reading(session, one, article, taking) for one in submitted]


def _reading(session: Session, payload: object, article: Article | Refused, taking: Taking) -> _Reading:
    remote, who = remote_of(payload, taking.desk), signed_in(payload, taking.accounts)
    if isinstance(article, Refused):
        return _Reading(payload, None, remote, who, article)
    try:
        return _Reading(payload, article, remote, who, _read(session, payload, article, remote, who, taking))
    except Refused as refused:
        return _Reading(payload, article, remote, who, refused)


def _read(
    session: Session,
    payload: object,
    article: Article,
    remote: Remote | None,
    who: str | None,
    taking: Taking,
) -> Read:
    """With the version it was made with where it still says the same: an upgrade changes no annotation."""
    if remote is None:
        raise Refused("it has no number or no creation time")
    desk = taking.desk
    known: dict[str, Any] = {
        "annotator": desk.annotator,
        "campaign": desk.campaign,
        "signed_in_as": who,
        "origin": "verdict" if desk.purpose == "adjudication" else "studio",
    }
    stored = Annotations(session).by_remote(remote) if taking.before else None
    if stored is not None and stored.scheme in taking.before:
        with suppress(Refused):
            read = incoming(payload, article, taking.before[stored.scheme], **known)
            if content_sha256(read.annotation) == content_sha256(stored):
                return read
    return incoming(payload, article, taking.scheme, **known, retired=taking.retired)


def _stored(session: Session, readings: Sequence[_Reading], taking: Taking) -> Iterator[Swept]:
    """What became of each, in their order."""
    wishes = [
        (one.read.annotation, one.remote)
        for one in readings
        if isinstance(one.read, Read) and one.remote is not None
    ]
    saved = iter(Annotations(session).save_all(wishes))
    waiting = Quarantine(session).waiting([remote for _, remote in wishes])
    for one in readings:
        outcome = one.read if isinstance(one.read, Refused) else next(saved)
        if isinstance(outcome, Refused):
            yield _keep_aside(session, one, taking.desk, outcome)
        elif isinstance(one.read, Read):
            if one.remote in waiting:
                Quarantine(session).settle(one.remote)
            yield _counted(one, one.read, outcome, taking)


def _counted(one: _Reading, read: Read, saved: Saved, taking: Taking) -> Swept:
    notes = tuple(f"{read.annotation.article}: {note}" for note in _notes(read, saved, one.who, taking))
    if saved.outcome == "unchanged":
        return Swept(unchanged=1, notes=notes if taking.again else ())
    counts = Swept(dropped=len(read.dropped), notes=notes)
    return counts + (Swept(new=1) if saved.outcome == "new" else Swept(changed=1))


def _notes(read: Read, saved: Saved, who: str | None, taking: Taking) -> Iterator[str]:
    annotator = taking.desk.annotator
    yield from (f"left out of {annotator}'s annotation: {one}" for one in read.dropped)
    yield from (f"{annotator}'s {note}" for note in read.notes)
    if saved.superseded is not None:
        yield f"{annotator}'s desk has more than one annotation of it; the newest stands"
    if who is not None and taking.email is not None and who.lower() != taking.email.lower():
        yield f"{who} was signed in at {annotator}'s desk"


def _keep_aside(session: Session, one: _Reading, desk: Desk, refused: Refused) -> Swept:
    article = one.article
    Quarantine(session).add(
        "studio",
        str(refused),
        json.dumps(one.payload).encode(),
        campaign=desk.campaign,
        article=article.id if article else None,
        article_revision=article.revision if article else 0,
        annotator=desk.annotator,
        remote=one.remote,
        place=refused.place,
    )
    return Swept(quarantined=1, notes=(f"{article.id if article else desk.annotator}: {refused}",))
