"""Bytes to text, or the reason why not."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import BinaryIO

from annotate.core.errors import Refused

MAX_CHARACTERS = 250_000
"""Ten times the longest article that the labelling page can hold; what is longer is no article."""

MAX_BYTES = 16_000_000
"""Of one article in a file or line, with its mark-up; what is larger is not read into memory."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1b"})


def decode(data: bytes) -> str:
    """UTF-8, or what a byte order mark announces.

    No other encoding is tried: every byte sequence is valid in the old 8-bit ones, so that a wrong guess
    would put wrong words into an article without anybody noticing.

    Raises:
        Refused: binary or undecodable.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    refuse_binary(data)
    return _decoded(data, "utf-8")


def refuse_binary(data: bytes) -> None:
    """Raises Refused where `data` holds a NUL, or more than one control character in a hundred bytes."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls * 100 > len(data) or data.startswith(b"%PDF-"):
        raise Refused("it is binary, not text")


def read_bytes(path: Path) -> bytes:
    """The whole file.

    Raises:
        Refused: missing, unreadable or larger than `MAX_BYTES`.
    """
    try:
        with path.open("rb") as file:
            return bounded(file)
    except OSError as error:
        raise Refused(unreadable(error)) from error


def bounded(file: BinaryIO) -> bytes:
    """All of `file`. Raises Refused above `MAX_BYTES`."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused(f"it has more than {MAX_BYTES:,} bytes")
    return data


def unreadable(error: OSError) -> str:
    """Why a file cannot be read, in words."""
    return (
        "there is no such file"
        if isinstance(error, FileNotFoundError)
        else f"cannot be read: {error.strerror}"
    )


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(f"it is not {encoding.upper()} (byte {error.start}): convert it first") from error
