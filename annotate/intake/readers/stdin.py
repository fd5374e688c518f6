"""Standard input: JSON Lines or addresses, by its first line that is not blank.

Else a page or another document, by how it begins, or one text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from annotate.core.errors import Refused
from annotate.intake.decode import MAX_BYTES, decode
from annotate.intake.document import Document
from annotate.intake.readers import addresses, find, jsonl, text
from annotate.intake.readers.base import Incoming, Means, Refusal


def accepts(source: str) -> bool:
    return source == "-"


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    yield from parse(source, sys.stdin.buffer, means)


def parse(source: str, file: BinaryIO, means: Means) -> Iterator[Incoming | Refusal]:
    """The articles of a stream; JSON Lines are read as they come."""
    rows = jsonl.lines(file)
    head: list[bytes] = []
    for row in rows:
        head.append(row)
        if row.strip():
            break
    if head and _is_object(head[-1]):
        yield from jsonl.rows(source, chain(head, rows))
        return
    try:
        data = _whole(chain(head, rows))
        if head and addresses.is_address(head[-1]):
            yield from addresses.fetched(source, decode(data), means)
        elif (parser := find.parser_of(document := Document(source, data))) is not None:
            yield from parser.parse(document, means)
        else:
            yield text.article(document)
    except Refused as error:
        yield Refusal(source, str(error))


def _is_object(row: bytes) -> bool:
    """A first line that opens an object but cannot be read is a bad line, not an article."""
    return row.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b'{"')


def _whole(rows: Iterator[bytes]) -> bytes:
    data = bytearray()
    for row in rows:
        data += row
        if len(data) > MAX_BYTES:
            raise Refused(f"it has more than {MAX_BYTES:,} bytes")
    return bytes(data)
