"""A saved web page: the article's text without the page around it, and what the page says of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from annotate.core.errors import Refused, UsageError
from annotate.intake.decode import refuse_binary
from annotate.intake.document import Document, from_file
from annotate.intake.readers.base import Incoming, Refusal, incoming

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})


def accepts(source: str) -> bool:
    return Path(source).suffix.lower() in SUFFIXES


def read(source: str) -> Iterator[Incoming | Refusal]:
    ready()
    return _read(source)


def _read(source: str) -> Iterator[Incoming | Refusal]:
    try:
        yield parse(from_file(source))
    except Refused as error:
        yield Refusal(source, str(error))


def parse(page: Document) -> Incoming:
    """One article from a page; its given text is what was extracted from it.

    Raises:
        Refused: binary, or no article in it.
        UsageError: when the extra `web` is not installed.
    """
    if not page.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        refuse_binary(page.data)
    found = ready().bare_extraction(
        page.data,
        url=page.url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False},
        config=_short_pages_too(),
    )
    if found is None or not found.text:
        raise Refused("no article text found in the page")
    stated = {
        "title": found.title,
        "url": found.url if found.url and found.url.startswith(("http://", "https://")) else page.url,
        "outlet": found.sitename,
        "author": found.author,
        "published": found.date,
        "language": found.language,
    }
    # Every line of the extraction is an element of the page, so none of its line breaks is a wrapped line.
    return incoming(page.source, stated, found.text.replace("\n", "\n\n"), page.path)


@cache
def _short_pages_too() -> Any:  # noqa: ANN401 - a ConfigParser of theirs
    """Below its usual least lengths trafilatura takes the whole page, menus and all, for the article."""
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "20")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    return config


def ready() -> Any:  # noqa: ANN401 - a module without types
    """trafilatura. Raises UsageError where it is not installed."""
    try:
        import trafilatura
    except ImportError as error:
        raise UsageError(
            "reading HTML needs the extra `web`, which is not installed",
            "install it with: pip install 'annotate[web]'",
        ) from error
    return trafilatura
