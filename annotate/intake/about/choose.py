"""Which voice of a page is believed.

Readers see the page and machines the data behind it; both can be stale. The rule, a field at a time:

- title: the page's one first-level heading where the data or the window title has the same words, else the
  data's (JSON-LD before OpenGraph), else the window title, without the outlet's name behind a bar or dash.
- authors: JSON-LD, else the head's tags, else the byline. Roles and places are left out.
- published, modified: whichever voice is the most precise: a time with its zone before a time without, that
  before a date; among equals JSON-LD, then the head's tags, then `<time>`. The zone is kept; a time without
  one is taken as UTC. A change before the publication is none. Where no voice says when, htmldate may find a
  date.
- address: the canonical link, else JSON-LD's, where it is of the same site as the address that was fetched:
  another site's would let a page take the place of somebody else's article.
- outlet: JSON-LD's publisher, else OpenGraph's site name.
- language: JSON-LD, else the page's own, else the head's tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from annotate.intake.about import body, jsonld, tags
from annotate.intake.about.byline import names
from annotate.intake.about.stated import Element, Stated, words

_ADDRESS = re.compile(r"https?://[^/\s]+", re.IGNORECASE)
_BEHIND = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,60}$")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class About:
    """What is believed of an article; times are in the zone that was stated, else in UTC."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    url: str | None = None
    language: str | None = None


def about(tree: Element, fetched: str | None) -> About:
    """What the page says of its article; `fetched` is the address it came from, where one is known."""
    data, head, seen = jsonld.stated(tree), tags.stated(tree), body.stated(tree)
    voices = (data, head, seen)
    published = moment(one.published for one in voices) or _found(tree)
    modified = moment(one.modified for one in voices)
    outlet = data.outlet or head.outlet
    return About(
        title=_title(data, head, seen, _window(tree)),
        author=_authors(data.authors or head.authors or (body.byline(tree),)),
        outlet=outlet,
        published=published,
        modified=modified if modified and (published is None or modified >= published) else None,
        url=_url([head.url, data.url], fetched),
        language=next((one for said in (data, seen, head) if (one := _tag(said.language))), None),
    )


def moment(said: Iterable[str | None]) -> datetime | None:
    """The most precise of the stated times, in its zone; of equally precise ones the first."""
    read = [found for text in said if text and (found := _read(text))]
    return max(read, key=lambda one: one[0], default=(0, None))[1]


def _read(text: str) -> tuple[int, datetime] | None:
    """How precise a stated time is (3 with a zone, 2 without, 1 a date) and the time."""
    try:
        said = datetime.fromisoformat(text.strip())
        at = said.replace(tzinfo=UTC) if said.tzinfo is None else said
        at.astimezone(UTC)  # a zone can move a time out of all years
    except (ValueError, OverflowError):
        return None
    return (3 if said.tzinfo is not None else 1 if len(text.strip()) <= len("2024-05-01") else 2), at


def _found(tree: Element) -> datetime | None:
    from htmldate import find_date

    found = find_date(tree, extensive_search=False, original_date=True)
    return datetime.fromisoformat(found).replace(tzinfo=UTC) if found else None


def _title(data: Stated, head: Stated, seen: Stated, window: str | None) -> str | None:
    told = [one for one in (data.title, head.title, window) if one]
    if seen.title and (not told or any(_same(seen.title, one) for one in told)):
        return seen.title
    return next((_BEHIND.sub("", one) for one in told), None)


def _same(one: str, other: str) -> bool:
    a, b = one.casefold(), other.casefold()
    return a in b or b in a


def _window(tree: Element) -> str | None:
    title = next(tree.iter("title"), None)
    return None if title is None else words(title.text_content())


def _authors(said: Sequence[str | None]) -> str | None:
    found = [name for byline in said for name in names(byline or "") if not name.startswith("http")]
    return "; ".join(dict.fromkeys(found)) or None


def _url(said: Sequence[str | None], fetched: str | None) -> str | None:
    whole = [_whole(one, fetched) for one in said if one]
    for one in filter(None, whole):
        if _ADDRESS.match(one) and (fetched is None or same_site(one, fetched)):
            return one
    return fetched


def _whole(said: str, fetched: str | None) -> str | None:
    """None where it is no address, by its host or its port."""
    try:
        address = urljoin(fetched or "", said)
        _ = urlsplit(address).port
    except ValueError:
        return None
    return address


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one registered domain; where neither is, of one host or one below it."""
    from courlan import extract_domain

    hosts = _host(one), _host(other)
    if hosts[0] == hosts[1]:
        return True
    domains = extract_domain(one), extract_domain(other)
    if any(domains):
        return bool(domains[0] == domains[1])
    return hosts[0].endswith(f".{hosts[1]}") or hosts[1].endswith(f".{hosts[0]}")


def _host(url: str) -> str:
    found = _ADDRESS.match(url)
    return found[0].lower().partition("://")[2] if found else ""


def _tag(said: str | None) -> str | None:
    found = _TAG.fullmatch(said or "")
    return found[0] if found else None
