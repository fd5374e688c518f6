"""An address of the web: whatever is there is read by the reader of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from annotate.core.errors import Refused, UsageError
from annotate.intake.document import Document
from annotate.intake.readers import find, html
from annotate.intake.readers.base import Incoming, Means, Refusal

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def accepts(source: str) -> bool:
    return _ADDRESS.match(source) is not None


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    html.ready()
    if means.fetch is None:
        raise UsageError(f"{source}: addresses are not fetched here", "save the page and name the file")
    return _read(source, means)


def page(source: str, means: Means, stated: Mapping[str, Any]) -> Iterator[Incoming | Refusal]:
    """The article at an address; what the page does not say of itself is taken from `stated`."""
    for item in _read(source, means, lists=False):
        if isinstance(item, Incoming):
            lacking = {name: value for name, value in stated.items() if value and not getattr(item, name)}
            yield replace(item, **lacking)
        else:
            yield item


def fetched(source: str, means: Means) -> Document:
    """What is at an address.

    Raises:
        Refused: it cannot be had.
        UsageError: nothing may be fetched.
    """
    if means.fetch is None:
        raise UsageError(f"{source}: addresses are not fetched here", "save the page and name the file")
    found = means.fetch(source).document
    if found is None:
        raise Refused("the server says that it has not changed, without having been asked")
    return found


def _read(source: str, means: Means, *, lists: bool = True) -> Iterator[Incoming | Refusal]:
    try:
        document = fetched(source, means)
        parser = find.parser_of(document)
        if parser is None:
            raise Refused(f"there is no reader for {document.media or 'what it is'}")
        if not lists and getattr(parser, "LISTS", False):
            raise Refused("it is a list of pages, not an article")
    except Refused as error:
        yield Refusal(source, str(error))
        return
    yield from parser.parse(document, means)
