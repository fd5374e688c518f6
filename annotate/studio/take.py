"""One task of a page, taken into the store: its annotations new, changed, unchanged or kept aside."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from annotate.core import Article
from annotate.core.codec import content_sha256, parse_time
from annotate.core.errors import Refused
from annotate.scheme import Scheme
from annotate.scheme.verdict import adjudicating
from annotate.store import (
    Annotations,
    Annotators,
    Articles,
    Campaign,
    Desk,
    Quarantine,
    Remote,
    Saved,
    Session,
    Tasks,
)
from annotate.studio.flags import take_flag
from annotate.studio.schemes import before, of_campaign
from annotate.studio.swept import Swept
from annotate.studio.tasks import Seen, known_as, seen, shown_by
from annotate.studio.wire import Read, incoming

Payload = Mapping[str, Any]

_NUMBERS = 2**63
"""From here on a number is none that a server gave, and none that a database holds."""


@dataclass(frozen=True)
class Taking:
    """What taking a task needs to know.

    Attributes:
        email: of the desk's annotator.
        accounts: Label Studio's number of an account to its e-mail.
        before: what the campaign labelled with before it was upgraded, by version.
        again: whether what is noted of an annotation is said also where it has not changed.
    """

    desk: Desk
    scheme: Scheme
    email: str | None
    accounts: Mapping[int, str]
    before: Mapping[str, Scheme] = field(default_factory=dict)
    again: bool = False

    @cached_property
    def retired(self) -> frozenset[str]:
        """Labels that the page had once and has no more."""
        names = {name for scheme in self.before.values() for name in scheme.label_by_name}
        return frozenset(names - self.scheme.label_by_name.keys())


def taking_of(
    session: Session, campaign: Campaign, desk: Desk, current: Scheme, accounts: Mapping[int, str]
) -> Taking:
    """For a desk of a campaign; `current` is the scheme in force, the campaign's may be an older one.

    Raises:
        UsageError: when its scheme is not known here.
    """
    annotator = Annotators(session).get(desk.annotator)
    scheme, earlier = of_campaign(session, campaign, current), before(session, campaign, current)
    if desk.purpose == "adjudication":
        scheme, earlier = adjudicating(scheme), {name: adjudicating(one) for name, one in earlier.items()}
    return Taking(desk, scheme, None if annotator is None else annotator.email, accounts, earlier)


@dataclass(frozen=True)
class Taken:
    """A task's part of a sweep.

    Attributes:
        article: what it shows; None where that is nothing of ours.
        listed: the annotations that the server showed on it.
        skipped: whether the annotator skipped it.
        revision: which text of the article it shows.
    """

    swept: Swept
    article: str | None = None
    listed: frozenset[Remote] = frozenset()
    skipped: bool = False
    revision: int = 0


def take(session: Session, task: Payload, taking: Taking) -> Taken:
    """Stores what a task says now. Withdrawing what it no longer says is the caller's."""
    everything = sorted(task["annotations"], key=_number)
    readings = [one for one in everything if not _is_skip(one)]
    listed = frozenset(filter(None, (_remote(taking.desk, one) for one in readings)))
    try:
        article = _article(session, seen(task), taking.desk)
    except Refused as refused:
        aside = (_keep_aside(session, one, taking.desk, refused) for one in readings)
        return Taken(sum(aside, Swept()), None, listed)
    if article is None:
        note = f"{_where(taking.desk, task)} shows an article that was removed; its annotations are not read"
        return Taken(Swept(left_out=len(readings), notes=(note,) if readings else ()), None, listed)
    swept = sum((take_annotation(session, one, article, taking) for one in readings), Swept())
    swept += Swept(notes=take_flag(session, readings, article.id, taking.desk))
    return Taken(swept, article.id, listed, len(readings) < len(everything), article.revision)


def _article(session: Session, found: Seen, desk: Desk) -> Article | None:
    """What the task shows; None where that was removed.

    Raises:
        Refused: when it is no article of ours, or no longer the text that was loaded.
    """
    if found.shown is None:
        raise Refused(f"task {found.number} shows no article of ours")
    id_, revision, _ = found.shown
    articles = Articles(session)
    article = articles.get(id_, revision)
    if article is None:
        if articles.text(id_, revision) is None:
            raise Refused(
                f"task {found.number} shows article {id_!r}, revision {revision}: there is none here"
            )
        return None
    if found.shown != shown_by(article):
        raise Refused(f"the text of task {found.number} is not the one that was loaded")
    known = Tasks(session).find(desk.instance, desk.project, found.number, found.created_at)
    if known is None or known.state == "gone":
        Tasks(session).add(known_as(found, shown_by(article), desk))
    return article


def take_annotation(session: Session, payload: object, article: Article, taking: Taking) -> Swept:
    """Stores what one element of a task's `annotations` says, or keeps it aside."""
    desk, remote = taking.desk, _remote(taking.desk, payload)
    if remote is None:
        nameless = Refused("it has no number or no creation time")
        return _keep_aside(session, payload, desk, nameless, article)
    who = _signed_in(payload, taking.accounts)
    try:
        read = _read(session, payload, article, remote, taking, who)
        saved = Annotations(session).save(read.annotation, remote)
    except Refused as refused:
        return _keep_aside(session, payload, desk, refused, article)
    Quarantine(session).settle(remote)
    notes = tuple(f"{article.id}: {note}" for note in _notes(read, saved, who, taking))
    if saved.outcome == "unchanged":
        return Swept(unchanged=1, notes=notes if taking.again else ())
    counts = Swept(dropped=len(read.dropped), notes=notes)
    return counts + (Swept(new=1) if saved.outcome == "new" else Swept(changed=1))


def _read(
    session: Session, payload: object, article: Article, remote: Remote, taking: Taking, who: str | None
) -> Read:
    """With the version it was made with where it still says the same: an upgrade changes no annotation."""
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


def _notes(read: Read, saved: Saved, who: str | None, taking: Taking) -> Iterator[str]:
    annotator = taking.desk.annotator
    yield from (f"left out of {annotator}'s annotation: {one}" for one in read.dropped)
    yield from (f"{annotator}'s {note}" for note in read.notes)
    if saved.superseded is not None:
        yield f"{annotator}'s desk has more than one annotation of it; the newest stands"
    if who is not None and taking.email is not None and who.lower() != taking.email.lower():
        yield f"{who} was signed in at {annotator}'s desk"


def _keep_aside(
    session: Session, payload: object, desk: Desk, refused: Refused, article: Article | None = None
) -> Swept:
    Quarantine(session).add(
        "studio",
        str(refused),
        json.dumps(payload).encode(),
        campaign=desk.campaign,
        article=article.id if article else None,
        article_revision=article.revision if article else 0,
        annotator=desk.annotator,
        remote=_remote(desk, payload),
        place=refused.place,
    )
    return Swept(quarantined=1, notes=(f"{article.id if article else desk.annotator}: {refused}",))


def _remote(desk: Desk, payload: object) -> Remote | None:
    if not isinstance(payload, Mapping) or type(payload.get("id")) is not int:
        return None
    if not 0 <= payload["id"] < _NUMBERS:
        return None
    try:
        created_at = parse_time(payload.get("created_at"))
    except Refused:
        return None
    return None if created_at is None else Remote(desk.instance, payload["id"], created_at)


def _number(payload: object) -> int:
    number = payload.get("id") if isinstance(payload, Mapping) else None
    return number if isinstance(number, int) else 0


def _is_skip(payload: object) -> bool:
    """A skip is a state of the assignment, not an annotation."""
    return isinstance(payload, Mapping) and payload.get("was_cancelled") is True


def _signed_in(payload: object, accounts: Mapping[int, str]) -> str | None:
    who = payload.get("completed_by") if isinstance(payload, Mapping) else None
    if isinstance(who, Mapping):
        who = who.get("id")
    return accounts.get(who) if type(who) is int else None


def _where(desk: Desk, task: Payload) -> str:
    return f"{desk.annotator}'s desk: task {task['id']}"
