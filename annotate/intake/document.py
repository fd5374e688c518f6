"""One document as its bytes came: a file, a response, a record of a crawl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotate.intake.decode import read_bytes


@dataclass(frozen=True)
class Document:
    """Bytes that hold an article, and what is known of them from outside.

    Attributes:
        source: what to call it when talking to people.
        path: the one file that it is, absolute; None where it is none, or one of many in a file.
        url: the address it was fetched from, after redirects.
        media: its media type as the server said it, `text/html`; empty where nobody said.
        charset: the encoding that the server said.
        seen: when it was fetched, by us or by a crawler.
    """

    source: str
    data: bytes
    path: Path | None = None
    url: str | None = None
    media: str = ""
    charset: str | None = None
    seen: datetime | None = None


def from_file(source: str) -> Document:
    """The file as a document.

    Raises:
        Refused: missing, unreadable or too large.
    """
    path = Path(source)
    return Document(source, read_bytes(path), path.absolute())


def media_type(content_type: str | None) -> tuple[str, str | None]:
    """The media type of a Content-Type header in lower case, and its charset."""
    media, _, rest = (content_type or "").partition(";")
    named = dict(part.strip().partition("=")[::2] for part in rest.split(";"))
    charset = {name.lower(): value.strip("\"' ") for name, value in named.items()}.get("charset")
    return media.strip().lower(), charset or None
