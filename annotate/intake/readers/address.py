"""An address of the web: whatever is there is read by the reader of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotate.core.errors import Refused, UsageError
from annotate.intake.ahead import ahead
from annotate.intake.document import Document
from annotate.intake.entry import Entry
from annotate.intake.readers import find, html
from annotate.intake.readers.base import Incoming, Means, Refusal

if TYPE_CHECKING:
    from annotate.intake.web import Fetched

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def accepts(source: str) -> bool:
    return _ADDRESS.match(source) is not None


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    return read_each([source], means)


def read_each(sources: Sequence[str], means: Means) -> Iterator[Incoming | Refusal]:
    """What is at these addresses, in their order, each expected to be one article.

    Raises:
        UsageError: as `read`; at the call.
    """
    html.ready()
    return _read_each(sources, means, _fetch(means, sources[0]))


def pages(listed: Sequence[Entry], means: Means) -> Iterator[tuple[Entry, Incoming | Refusal]]:
    """The article at each listed address, in their order; what a page does not say the list says."""
    if listed:
        fetch = _fetch(means, listed[0].url)
        for entry, answer in zip(listed, ahead([one.url for one in listed], fetch), strict=True):
            for item in page(entry.url, answer.result, means):
                yield entry, _filled(item, entry.stated)


def page(source: str, answer: Callable[[], Fetched], means: Means) -> Iterator[Incoming | Refusal]:
    """The article in what `answer` gives of an address; a list of pages is none."""
    return _read(source, answer, means, lists=False)


def fetched(source: str, means: Means) -> Document:
    """What is at an address.

    Raises:
        Refused: it cannot be had.
        UsageError: nothing may be fetched.
    """
    return _document(_fetch(means, source)(source))


def _read_each(
    sources: Sequence[str], means: Means, fetch: Callable[[str], Fetched]
) -> Iterator[Incoming | Refusal]:
    for source, answer in zip(sources, ahead(sources, fetch), strict=True):
        yield from _read(source, answer.result, means.instead_of_one())


def _fetch(means: Means, source: str) -> Callable[[str], Fetched]:
    if means.fetch is None:
        raise UsageError(f"{source}: addresses are not fetched here", "save the page and name the file")
    return means.fetch


def _read(
    source: str, answer: Callable[[], Fetched], means: Means, *, lists: bool = True
) -> Iterator[Incoming | Refusal]:
    try:
        document = _document(answer())
        parser = find.parser_of(document)
        if parser is None:
            raise Refused(f"there is no reader for {document.media or 'what it is'}")
        if not lists and getattr(parser, "LISTS", False):
            raise Refused("it is a list of pages, not an article")
    except Refused as error:
        yield Refusal(source, str(error))
        return
    yield from parser.parse(document, means)


def _document(found: Fetched) -> Document:
    if found.document is None:
        raise Refused("the server says that it has not changed, without having been asked")
    return found.document


def _filled(item: Incoming | Refusal, stated: Mapping[str, Any]) -> Incoming | Refusal:
    if isinstance(item, Refusal):
        return item
    lacking = {name: value for name, value in stated.items() if value and not getattr(item, name)}
    return replace(item, **lacking)
