"""A PDF that holds text; one of scanned pages has to be read by another program first."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from annotate.core.errors import Refused, UsageError
from annotate.intake.document import Document, from_file
from annotate.intake.readers.base import Incoming, Means, Refusal, incoming, one
from annotate.intake.shown import shown

SUFFIXES = frozenset({".pdf"})
MAX_PAGES = 200


def accepts(source: str) -> bool:
    return Path(source).suffix.lower() in SUFFIXES


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    _pypdf()
    return one(lambda: article(from_file(source)), source)


def holds(document: Document) -> bool:
    return document.data.startswith(b"%PDF-")


def parse(document: Document, means: Means) -> Iterator[Incoming | Refusal]:
    _pypdf()
    return one(lambda: article(document), document.source)


def article(document: Document) -> Incoming:
    """The text of all pages. Of what the file says of itself only what its first page shows is believed.

    Raises:
        Refused: encrypted, broken, without text, or of more than `MAX_PAGES` pages.
    """
    try:
        pages, title, author = _content(_pypdf().PdfReader(BytesIO(document.data)))
    except Refused:
        raise
    except Exception as error:  # a broken PDF fails wherever it is broken
        raise Refused(f"the PDF cannot be read: {type(error).__name__}: {error}") from error
    if not any(page.strip() for page in pages):
        raise Refused("the PDF holds no text, only pictures of it: run it through OCR first")
    stated = {"title": shown(title, pages[0]), "author": shown(author, pages[0]), "url": document.url}
    return incoming(document.source, stated, "\n\n".join(pages), document.path)


def _content(reader: Any) -> tuple[list[str], str | None, str | None]:  # noqa: ANN401 - theirs
    if reader.is_encrypted and not reader.decrypt(""):  # many are locked against printing alone
        raise Refused("the PDF is locked with a password: save it without one")
    if len(reader.pages) > MAX_PAGES:
        raise Refused(f"the PDF has {len(reader.pages)} pages; at most {MAX_PAGES} are read")
    about = reader.metadata
    pages = [page.extract_text() for page in reader.pages]
    return pages, about and about.title, about and about.author


def _pypdf() -> Any:  # noqa: ANN401 - a module, imported late
    try:
        import pypdf
    except ImportError as error:
        raise UsageError(
            "reading PDF needs the extra `documents`, which is not installed",
            "install it with: pip install 'annotate[documents]'",
        ) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file, the refusal says
    return pypdf
