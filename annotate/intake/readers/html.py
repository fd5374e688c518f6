"""A saved web page: the article's text without the page around it, and what the page says of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from annotate.core.errors import Refused, UsageError
from annotate.intake.decode import read_bytes, refuse_binary
from annotate.intake.readers.base import Incoming, Refusal, incoming

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})


def accepts(source: str) -> bool:
    return Path(source).suffix.lower() in SUFFIXES


def read(source: str) -> Iterator[Incoming | Refusal]:
    _trafilatura()
    return _read(source)


def _read(source: str) -> Iterator[Incoming | Refusal]:
    path = Path(source)
    try:
        yield parse(source, read_bytes(path), path.absolute())
    except Refused as error:
        yield Refusal(source, str(error))


def parse(source: str, data: bytes, path: Path | None = None) -> Incoming:
    """One article from the bytes of a page; its given text is what was extracted from the page.

    Raises:
        Refused: binary, or no article in it.
        UsageError: when the extra `web` is not installed.
    """
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        refuse_binary(data)
    page = _trafilatura().bare_extraction(
        data,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False},
        config=_short_pages_too(),
    )
    if page is None or not page.text:
        raise Refused("no article text found in the page")
    stated = {
        "title": page.title,
        "url": page.url if page.url and page.url.startswith(("http://", "https://")) else None,
        "outlet": page.sitename,
        "author": page.author,
        "published": page.date,
        "language": page.language,
    }
    # Every line of the extraction is an element of the page, so none of its line breaks is a wrapped line.
    return incoming(source, stated, page.text.replace("\n", "\n\n"), path)


@cache
def _short_pages_too() -> Any:  # noqa: ANN401 - a ConfigParser of theirs
    """Below its usual least lengths trafilatura takes the whole page, menus and all, for the article."""
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "20")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    return config


def _trafilatura() -> Any:  # noqa: ANN401 - a module without types
    try:
        import trafilatura
    except ImportError as error:
        raise UsageError(
            "reading HTML needs the extra `web`, which is not installed",
            'run: pip install "annotate[web]"',
        ) from error
    return trafilatura
