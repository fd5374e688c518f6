"""JSON Lines: an object a line, an article an object, `{"id", "text"}` and what else it states."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from annotate.core.errors import Refused
from annotate.intake.decode import MAX_BYTES, decode, unreadable
from annotate.intake.readers.base import Incoming, Means, Refusal, incoming
from annotate.intake.readers.estimate import Estimate

SUFFIXES = frozenset({".jsonl", ".ndjson"})


def accepts(source: str) -> bool:
    return Path(source).suffix.lower() in SUFFIXES


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    try:
        with Path(source).open("rb") as file:
            estimate = Estimate(os.fstat(file.fileno()).st_size, means.guess)
            for given, item in enumerate(rows(source, lines(file)), 1):
                yield item
                estimate.at(file.tell(), given)
    except OSError as error:
        yield Refusal(source, unreadable(error))


def rows(source: str, found: Iterable[bytes], before: int = 0) -> Iterator[Incoming | Refusal]:
    """The article of each line; a line that cannot be taken is refused with its number.

    `before` says how many lines stand before the first of these.
    """
    empty = not before
    for number, row in enumerate(found, before + 1):
        if not row.strip():
            continue
        empty = False
        where = f"{source}:{number}"
        try:
            yield _article(where, row)
        except Refused as error:
            yield Refusal(where, str(error))
    if empty:
        yield Refusal(source, "it is empty")


def lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of `file`; one longer than `MAX_BYTES` is cut one byte behind that, for `loads` to refuse."""
    while row := file.readline(MAX_BYTES + 1):
        rest = row
        while len(rest) > MAX_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MAX_BYTES + 1)
        yield row


def loads(row: bytes) -> dict[str, Any]:
    """The object of a line.

    Raises:
        Refused: not UTF-8, not JSON, or not an object.
    """
    if len(row) > MAX_BYTES:
        raise Refused(f"the line has more than {MAX_BYTES:,} bytes")
    try:
        found = json.loads(decode(row))
    except (ValueError, RecursionError) as error:
        raise Refused(f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise Refused("not a JSON object")
    return found


def _article(where: str, row: bytes) -> Incoming:
    fields = loads(row)
    if not isinstance(fields.get("text"), str):
        raise Refused("text is missing or not a text")
    return incoming(where, fields, fields["text"])
