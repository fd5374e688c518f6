"""A saved web page: the article's text without the page around it, and what the page says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from annotate.core.errors import Refused, UsageError
from annotate.intake.about import about
from annotate.intake.about.linked import linked
from annotate.intake.charset import decoded
from annotate.intake.decode import refuse_binary
from annotate.intake.document import Document, from_file
from annotate.intake.markup import FEEDS, SITEMAPS, root_of
from annotate.intake.readers.base import Incoming, Means, Refusal, incoming, one

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
MEDIA = frozenset({"text/html", "application/xhtml+xml"})


def accepts(source: str) -> bool:
    return Path(source).suffix.lower() in SUFFIXES


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    ready()
    return one(lambda: article(from_file(source)), source)


def holds(document: Document) -> bool:
    root = root_of(document.data)
    return root == "html" or (document.media in MEDIA and root not in FEEDS | SITEMAPS)


def parse(document: Document, means: Means) -> Iterator[Incoming | Refusal]:
    return one(lambda: article(document), document.source)


def article(page: Document) -> Incoming:
    """One article from a page; its given text is what was extracted from it.

    Raises:
        Refused: binary, or no article in it.
        UsageError: when the extra `web` is not installed.
    """
    if not page.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        refuse_binary(page.data)
    read = decoded(page)
    tree = _tree(read.text)
    said = about(tree, page.url)
    text = _text(tree)
    stated = {
        "title": said.title,
        "url": said.url,
        "outlet": said.outlet,
        "author": said.author,
        "language": said.language,
    }
    return replace(
        incoming(page.source, stated, text, page.path),
        published=said.published,
        modified=said.modified,
        linked=linked(tree, page.url or said.url, text),
        doubt=read.doubt,
    )


def _tree(html: str) -> Any:  # noqa: ANN401 - an element of lxml
    tree = ready().load_html(html)
    if tree is None:
        raise Refused("no article text found in the page")
    return tree


def _text(tree: Any) -> str:  # noqa: ANN401
    found = ready().bare_extraction(tree, options=_options())
    if found is None or not found.text:
        raise Refused("no article text found in the page")
    # Every line of the extraction is an element of the page, so none of its line breaks is a wrapped line.
    return str(found.text).replace("\n", "\n\n")


@cache
def _options() -> Any:  # noqa: ANN401 - an Extractor of theirs
    """Without comments, and for short pages too.

    Below its usual least lengths trafilatura takes the whole page, menus and all, for the article.
    """
    from trafilatura.settings import Extractor, use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "20")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    return Extractor(config=config, output_format="python", comments=False)


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
