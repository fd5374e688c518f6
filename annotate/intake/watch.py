"""Feeds asked again and again for what is new in them, no sooner and no more often than they want.

A feed is asked with the mark its server gave it (ETag, Last-Modified), so that an unchanged one costs a line.
One that fails is left alone for twice as long each time, up to a day; one that is busy, for as long as it
says.
What a feed lists is fetched once, and again when the feed says that it was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from annotate.core.errors import Locked, Refused
from annotate.intake.add import Added, Taking, take
from annotate.intake.ahead import ahead
from annotate.intake.answers import Remembering
from annotate.intake.document import Document
from annotate.intake.entry import Entry
from annotate.intake.outlets import Outlets
from annotate.intake.readers import address, feed, sitemap
from annotate.intake.readers.base import Means
from annotate.intake.web import Fetched, Fetcher, Known
from annotate.intake.web.fetcher import Busy
from annotate.store import Fetch, Fetches, Store

LONGEST = timedelta(days=1)
"""That an address is left alone, however often it has failed."""


@dataclass(frozen=True)
class Watching:
    """What a pass works with.

    Attributes:
        every: time between two questions to a feed.
        writing: holds the home's lock while an article is stored; nothing is fetched meanwhile.
    """

    store: Store
    fetcher: Fetcher
    outlets: Outlets
    every: timedelta
    now: Callable[[], datetime]
    writing: Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True)
class Looked:
    """What one look at a feed found.

    Attributes:
        state: `read`, `unchanged`, `waiting` until it is due again, or `failed`.
        known: pages that it lists and that were fetched before.
        due_at: when it is to be asked again.
    """

    feed: str
    state: str
    due_at: datetime
    added: Sequence[Added] = field(default=())
    known: int = 0
    reason: str | None = None


def looks(at: Watching, feeds: Sequence[str]) -> Iterator[Looked]:
    """Asks each feed that is due, several hosts at once, and takes what is new in them, in their order."""
    urls, now = list(dict.fromkeys(feeds)), at.now()
    with at.store.session(read_only=True) as session:
        last = Fetches(session).known(urls)
    waiting = {url: one.due_at for url, one in last.items() if one.due_at > now}
    due = [url for url in urls if url not in waiting]
    answers = ahead(due, lambda url: at.fetcher.fetch(url, _known(last.get(url))))
    for url in urls:
        if url in waiting:
            yield Looked(url, "waiting", waiting[url])
        else:
            yield _look(at, url, last.get(url), next(answers))


def _look(at: Watching, url: str, last: Fetch | None, answer: Future[Fetched]) -> Looked:
    """Another command that writes just now is waited for: it is a pass that comes a little later."""
    try:
        return _answered(at, url, last, answer)
    except Locked as error:
        return Looked(url, "failed", at.now() + timedelta(minutes=1), reason=str(error))


def _answered(at: Watching, url: str, last: Fetch | None, answer: Future[Fetched]) -> Looked:
    try:
        return _read(at, url, answer.result())
    except Refused as error:
        failed = _failed(at, url, last, error)
        return Looked(url, "failed", failed.due_at, reason=str(error))


def _known(last: Fetch | None) -> Known | None:
    return None if last is None else Known(last.etag, last.last_modified)


def _read(at: Watching, url: str, fetched: Fetched) -> Looked:
    due = at.now() + at.every
    if fetched.document is None:
        _keep(at, Fetch(url, fetched.known.etag, fetched.known.last_modified, at.now(), 0, due))
        return Looked(url, "unchanged", due)
    listed = _entries(fetched.document)
    wanted = list(_wanted(at, listed))
    added = list(_pages(at, wanted))
    # With its mark an unchanged feed would not be sent again, and what failed now would never be retried.
    known = Known() if _pending(at, listed) else fetched.known
    _keep(at, Fetch(url, known.etag, known.last_modified, at.now(), 0, due))
    return Looked(url, "read", due, added, len(listed) - len(wanted))


def _entries(document: Document) -> list[Entry]:
    if feed.holds(document):
        return feed.entries(document)
    if sitemap.holds(document):
        return sitemap.entries(document)
    raise Refused("it is neither a feed nor a sitemap")


def _wanted(at: Watching, listed: Sequence[Entry]) -> Iterator[Entry]:
    """What was never fetched, has failed and is due again, or has changed since."""
    with at.store.session(read_only=True) as session:
        known = Fetches(session).known([entry.url for entry in listed])
    for entry in listed:
        last = known.get(entry.url)
        if last is None or (last.failures and last.due_at <= at.now()) or _is_newer(entry, last):
            yield entry


def _pending(at: Watching, listed: Sequence[Entry]) -> bool:
    with at.store.session(read_only=True) as session:
        return any(one.failures for one in Fetches(session).known([entry.url for entry in listed]).values())


def _is_newer(entry: Entry, last: Fetch) -> bool:
    return not last.failures and entry.updated is not None and entry.updated > last.fetched_at


def _pages(at: Watching, wanted: Sequence[Entry]) -> Iterator[Added]:
    fetch = Remembering(at.fetcher.fetch)
    for entry, item in address.pages(wanted, Means(fetch)):
        with at.store.session(read_only=True) as session:
            last = Fetches(session).get(entry.url)
        with at.writing():
            added = take(at.store, item, Taking(at.outlets, fetch.answers, revive=False))
        if added.status == "refused":
            _failed(at, entry.url, last, Refused(added.reason or ""))
        yield added


def _failed(at: Watching, url: str, last: Fetch | None, error: Refused) -> Fetch:
    """Notes a failure; each doubles the time that the address is left alone."""
    failures = (last.failures if last else 0) + 1
    pause = min(at.every * 2 ** min(failures, 20), LONGEST)
    if isinstance(error, Busy):
        pause = max(pause, timedelta(seconds=min(error.seconds, LONGEST.total_seconds())))
    etag, modified = (last.etag, last.last_modified) if last else (None, None)
    return _keep(at, Fetch(url, etag, modified, at.now(), failures, at.now() + pause))


def _keep(at: Watching, fetch: Fetch) -> Fetch:
    with at.writing(), at.store.session() as session:
        Fetches(session).put(fetch)
    return fetch
