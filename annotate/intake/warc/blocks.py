"""Where the records of a WARC file are, found again behind one that is broken.

warcio ends at the first thing it cannot read, or gives half a record as if it were whole; so the file is cut
into records here, and warcio reads each by itself.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from annotate.intake.decode import MAX_BYTES

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b\x08"
_VERSION = b"WARC/1."
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD = re.compile(rb"\r?\n\r?\n")
_CUT_OFF = "it is cut off: the file may not have come whole"


@dataclass(frozen=True)
class Block:
    """The bytes of one record, or why there are none; `offset` is where it starts in the file."""

    offset: int
    data: bytes = b""
    broken: str = ""


class _Broken(Exception):
    pass


_One = tuple[bytes | None, int]
"""The bytes of a record, None where they are too many, and where in the file it ends."""


def blocks(file: BinaryIO, offset: int = 0) -> Iterator[Block]:
    """The records of a WARC file, gzipped or not, from `offset` on, where one begins.

    What is broken is one block up to the next record that is whole. Memory stays below two records.
    """
    file.seek(0)
    read, mark = (_plain, _VERSION) if _is_plain(file.read(_CHUNK)) else (_member, _GZIP)
    at: int | None = offset
    while at is not None and not _ended(file, at):
        block, at = _next(file, at, read, mark)
        yield block


def _is_plain(start: bytes) -> bool:
    """Whichever mark comes first, since the first record may be the broken one."""
    plain, packed = start.find(_VERSION), start.find(_GZIP)
    return plain >= 0 and not 0 <= packed < plain


def _next(
    file: BinaryIO, at: int, read: Callable[[BinaryIO, int], _One], mark: bytes
) -> tuple[Block, int | None]:
    try:
        data, end = read(file, at)
    except _Broken as error:
        return Block(at, broken=str(error)), _resumed(file, at + 1, read, mark)
    if data is None:
        return Block(at, broken=f"it has more than {MAX_BYTES:,} bytes"), end
    return Block(at, data), end


def _resumed(file: BinaryIO, at: int, read: Callable[[BinaryIO, int], _One], mark: bytes) -> int | None:
    """Where the next whole record starts; the mark alone may stand in the middle of one."""
    while (found := _find(file, at, mark)) is not None:
        try:
            data, _ = read(file, found)
        except _Broken:
            data = b""
        if data is None or data.startswith(_VERSION):
            return found
        at = found + 1
    return None


def _find(file: BinaryIO, at: int, mark: bytes) -> int | None:
    file.seek(at)
    tail = b""
    while chunk := file.read(_CHUNK):
        window = tail + chunk
        if (found := window.find(mark)) >= 0:
            return at - len(tail) + found
        at += len(chunk)
        tail = window[-(len(mark) - 1) :]
    return None


def _ended(file: BinaryIO, at: int) -> bool:
    """Whether nothing but line breaks follows."""
    file.seek(at)
    return not file.read(64).strip()


def _member(file: BinaryIO, at: int) -> _One:
    """One member of a gzip file: by the standard, one record."""
    file.seek(at)
    inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
    parts: list[bytes] = []
    size = 0
    while not inflate.eof:
        packed = inflate.unconsumed_tail or file.read(_CHUNK)
        if not packed:
            raise _Broken(_CUT_OFF)
        try:
            part = inflate.decompress(packed, MAX_BYTES)
        except zlib.error as error:
            raise _Broken(f"its compression is broken: {error}") from error
        size += len(part)
        if size <= MAX_BYTES:
            parts.append(part)
    end = file.tell() - len(inflate.unused_data)
    if size > MAX_BYTES:
        return None, end
    data = b"".join(parts)
    if data[_length(data) :].strip():
        raise _Broken("its gzip member holds more than one record: see warcio recompress")
    return data, end


def _plain(file: BinaryIO, at: int) -> _One:
    """One record of a file that is not compressed."""
    file.seek(at)
    start = file.read(_CHUNK)
    lead = len(start) - len(start.lstrip(b"\r\n"))
    length = _length(start[lead:])
    file.seek(at + lead)
    if length > MAX_BYTES:
        return None, at + lead + length
    data = file.read(length)
    if len(data) < length:
        raise _Broken(_CUT_OFF)
    if file.read(4).strip():
        raise _Broken("it has another length than it says")
    return data, at + lead + length


def _length(record: bytes) -> int:
    """How long the record is that begins here, its head included; the head says it."""
    end = _HEAD.search(record)
    if end is None or not record.startswith(_VERSION):
        raise _Broken("no record begins here")
    said = _LENGTH.search(record, 0, end.end())
    if said is None:
        raise _Broken("it does not say how long it is")
    return end.end() + int(said[1])
