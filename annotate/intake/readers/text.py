"""Plain text, one article a file; TOML front matter between two lines `+++` may state what it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from annotate.core.errors import Refused
from annotate.intake.decode import decode
from annotate.intake.document import Document, from_file
from annotate.intake.readers.base import Incoming, Means, Refusal, incoming, one

SUFFIXES = frozenset({".txt", ".text"})

_FRONT = re.compile(r"\A\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENS = re.compile(r"\A\+\+\+[ \t]*\r?\n")


def accepts(source: str) -> bool:
    return Path(source).suffix.lower() in SUFFIXES


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    return one(lambda: article(from_file(source)), source)


def holds(document: Document) -> bool:
    return document.media == "text/plain"


def parse(document: Document, means: Means) -> Iterator[Incoming | Refusal]:
    return one(lambda: article(document), document.source)


def article(document: Document) -> Incoming:
    """One article from the bytes of a text.

    Raises:
        Refused: binary, undecodable, or with front matter that cannot be read.
    """
    source, path, text = document.source, document.path, decode(document.data)
    front = _FRONT.match(text)
    if front is None:
        if _OPENS.match(text):
            raise Refused("its front matter has no closing +++")
        return incoming(source, {"url": document.url}, text, path)
    try:
        fields = tomllib.loads(front[1].replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"its front matter is not TOML: {error}") from error
    return incoming(source, {"url": document.url, **fields}, text[front.end() :], path)
