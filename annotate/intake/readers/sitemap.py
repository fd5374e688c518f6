"""A sitemap, of news or of all pages, and an index of sitemaps: the pages listed, each an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from annotate.core.codec import parse_stated
from annotate.core.errors import Refused
from annotate.intake.document import Document
from annotate.intake.entry import Entry
from annotate.intake.inflate import inflated
from annotate.intake.markup import SITEMAPS, begins_with, etree_name, root_of, xml
from annotate.intake.readers import address, html
from annotate.intake.readers.base import Incoming, Means, Refusal, every

LISTS = True
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_GZIP = b"\x1f\x8b"
_DEEPEST = 2
"""Indexes of indexes are against the protocol (sitemaps.org)."""


def accepts(source: str) -> bool:
    return source.lower().endswith(".xml.gz") or begins_with(Path(source), SITEMAPS)


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    html.ready()
    return every(source, means, parse)


def holds(document: Document) -> bool:
    return root_of(document.data) in SITEMAPS or document.data.startswith(_GZIP)


def parse(document: Document, means: Means) -> Iterator[Incoming | Refusal]:
    yield from _parse(document, means, _DEEPEST)


def _parse(document: Document, means: Means, depth: int) -> Iterator[Incoming | Refusal]:
    try:
        root = _root(document)
    except Refused as error:
        yield Refusal(document.source, str(error))
        return
    if etree_name(root) == "sitemapindex":
        yield from _inner(document.source, root, means, depth)
        return
    pages = _entries(root)
    means.expect(len(pages))
    yield from (item for _, item in address.pages(pages, means))


def entries(document: Document) -> list[Entry]:
    """The pages of a sitemap in its order; of an index none.

    Raises:
        Refused: no sitemap.
    """
    return _entries(_root(document))


def _root(document: Document) -> Any:  # noqa: ANN401 - an element of lxml
    data = inflated(document.data) if document.data.startswith(_GZIP) else document.data
    root = xml(data)
    if etree_name(root) not in SITEMAPS:
        raise Refused("it is no sitemap")
    return root


def _entries(root: Any) -> list[Entry]:  # noqa: ANN401
    found = [(url, element) for element in root if (url := _text(element, "{*}loc"))]
    return [Entry(url, _stated(element), _moment(_text(element, "{*}lastmod"))) for url, element in found]


def _inner(source: str, index: Any, means: Means, depth: int) -> Iterator[Incoming | Refusal]:  # noqa: ANN401
    if depth == 0:
        yield Refusal(source, "it is an index within indexes")
        return
    for url in filter(None, (_text(element, "{*}loc") for element in index)):
        try:
            document = address.fetched(url, means)
        except Refused as error:
            yield Refusal(url, str(error))
            continue
        yield from _parse(document, means, depth - 1)


def _stated(element: Any) -> Mapping[str, Any]:  # noqa: ANN401 - an element of lxml
    news = f"{_NEWS}news/{_NEWS}"
    return {
        "title": _text(element, f"{news}title"),
        "outlet": _text(element, f"{news}publication/{_NEWS}name"),
        "language": _text(element, f"{news}publication/{_NEWS}language"),
        "published": _moment(_text(element, f"{news}publication_date")),
    }


def _moment(said: str | None) -> datetime | None:
    """A page is not lost for what a list says of it."""
    with suppress(Refused):
        return parse_stated(said)
    return None


def _text(element: Any, path: str) -> str | None:  # noqa: ANN401
    return (element.findtext(path) or "").strip() or None
