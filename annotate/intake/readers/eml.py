"""A newsletter or press release as an e-mail: its words, its subject, who sent it and when."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from annotate.core.codec import as_stated
from annotate.core.errors import Refused
from annotate.intake.document import Document, from_file
from annotate.intake.readers import html
from annotate.intake.readers.base import Incoming, Means, Refusal, incoming, one

SUFFIXES = frozenset({".eml"})


def accepts(source: str) -> bool:
    return Path(source).suffix.lower() in SUFFIXES


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    html.ready()
    return one(lambda: article(from_file(source)), source)


def holds(document: Document) -> bool:
    return document.media == "message/rfc822"


def parse(document: Document, means: Means) -> Iterator[Incoming | Refusal]:
    return one(lambda: article(document), document.source)


def article(document: Document) -> Incoming:
    """The words of the message: its HTML as a page is read, else its plain text. Attachments are left alone.

    Raises:
        Refused: no message, or one without words.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(document.data)
        stated = _stated(message)
        return incoming(document.source, stated, _words(message, document), document.path)
    except Refused:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise Refused(f"the message cannot be read: {error}") from error


def _stated(message: EmailMessage) -> dict[str, Any]:
    name, address = parseaddr(str(message["From"] or ""))
    sent = message["Date"].datetime if message["Date"] else None
    if not address:
        raise Refused("it is no e-mail: nobody sent it")
    return {
        "title": str(message["Subject"] or "") or None,
        "outlet": name or address.rpartition("@")[2],
        "published": as_stated(sent),
        "url": str(message["Archived-At"] or "").strip("<> ") or None,
    }


def _words(message: EmailMessage, document: Document) -> str:
    page, plain = message.get_body(("html",)), message.get_body(("plain",))
    if page is not None:
        try:
            return html.article(Document(document.source, _content(page).encode())).text
        except Refused:
            if plain is None:
                raise
    if plain is None:
        raise Refused("there are no words in it, only attachments")
    return _content(plain)


def _content(part: MIMEPart) -> str:
    content = part.get_content()
    if not isinstance(content, str):
        raise Refused("its words are not text")
    return content
