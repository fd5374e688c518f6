"""Plain text, one article a file; TOML front matter between two lines `+++` may state what it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from annotate.core.errors import Refused
from annotate.intake.decode import decode, read_bytes
from annotate.intake.readers.base import Incoming, Refusal, incoming

SUFFIXES = frozenset({".txt", ".text"})

_FRONT = re.compile(r"\A\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENS = re.compile(r"\A\+\+\+[ \t]*\r?\n")


def accepts(source: str) -> bool:
    return Path(source).suffix.lower() in SUFFIXES


def read(source: str) -> Iterator[Incoming | Refusal]:
    path = Path(source)
    try:
        yield parse(source, read_bytes(path), path.absolute())
    except Refused as error:
        yield Refusal(source, str(error))


def parse(source: str, data: bytes, path: Path | None = None) -> Incoming:
    """One article from the bytes of a text.

    Raises:
        Refused: binary, undecodable, or with front matter that cannot be read.
    """
    text = decode(data)
    front = _FRONT.match(text)
    if front is None:
        if _OPENS.match(text):
            raise Refused("its front matter has no closing +++")
        return incoming(source, {}, text, path)
    try:
        fields = tomllib.loads(front[1].replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"its front matter is not TOML: {error}") from error
    return incoming(source, fields, text[front.end() :], path)
