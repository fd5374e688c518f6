"""RSS and Atom: the pages that a feed links to, each an article.

The words come from the page and not from the feed, which often has only the beginning. What the page does not
say of itself (title, authors, time) is taken from the feed.
"""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from time import struct_time
from typing import Any
from urllib.parse import urljoin

from annotate.core.errors import Refused, UsageError
from annotate.intake.charset import decoded
from annotate.intake.document import Document
from annotate.intake.entry import Entry
from annotate.intake.markup import FEEDS, begins_with, refuse_entities, root_of
from annotate.intake.readers import address
from annotate.intake.readers.base import Incoming, Means, Refusal, every

SUFFIXES = frozenset({".rss", ".atom"})
LISTS = True


def accepts(source: str) -> bool:
    path = Path(source)
    return path.suffix.lower() in SUFFIXES or begins_with(path, FEEDS)


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    _feedparser()
    return every(source, means, parse)


def holds(document: Document) -> bool:
    return root_of(document.data) in FEEDS


def parse(document: Document, means: Means) -> Iterator[Incoming | Refusal]:
    try:
        found = entries(document)
    except Refused as error:
        yield Refusal(document.source, str(error))
        return
    means.expect(len(found))
    yield from (item for _, item in address.pages(found, means))


def entries(document: Document) -> list[Entry]:
    """The pages of a feed in its order, each once.

    Raises:
        Refused: no feed, or nothing in it.
    """
    text = decoded(document).text
    refuse_entities(text.encode())
    parsed = _feedparser().parse(
        text.encode(), response_headers={"content-type": "application/xml; charset=utf-8"}
    )
    if not parsed.entries:
        raise Refused("it is a feed without entries" if parsed.version else "it is no feed")
    base = document.url or parsed.feed.get("link") or ""
    found = [_entry(one, base, parsed.feed) for one in parsed.entries if one.get("link")]
    return list({one.url: one for one in reversed(found)}.values())[::-1]


def _entry(entry: Any, base: str, feed: Any) -> Entry:  # noqa: ANN401 - theirs have no types
    stated = {
        "title": entry.get("title"),
        "author": _authors(entry),
        "outlet": feed.get("title"),
        "published": _stated(entry.get("published"), _moment(entry.get("published_parsed"))),
    }
    updated = entry.updated_parsed if "updated_parsed" in entry else None
    return Entry(_whole(base, entry.link), stated, _moment(updated))


def _whole(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link  # refused when it is asked for, and said to be


def _stated(said: str | None, moment: datetime | None) -> datetime | None:
    """The moment in the zone that the feed says; feedparser reads more ways to write one, but no zone."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        with suppress(ValueError, TypeError, OverflowError):
            if (found := read(said or "")) == moment:
                return found
    return moment


def _authors(entry: Any) -> str | None:  # noqa: ANN401
    """Atom names authors; RSS has `address (name)`, which feedparser takes apart in the wrong place."""
    said = entry.get("author") or ""
    if "@" in said:
        return parseaddr(said)[0] or None
    names = [author.get("name") for author in entry.get("authors", [])]
    return "; ".join(filter(None, names)) or None


def _moment(parsed: struct_time | None) -> datetime | None:
    return None if parsed is None else datetime.fromtimestamp(timegm(parsed), UTC)


def _feedparser() -> Any:  # noqa: ANN401 - a module without types
    try:
        import feedparser
    except ImportError as error:
        raise UsageError(
            "reading feeds needs the extra `web`, which is not installed",
            "install it with: pip install 'annotate[web]'",
        ) from error
    return feedparser
