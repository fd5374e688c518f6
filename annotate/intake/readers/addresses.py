"""A list of addresses, one a line: a file ending in .urls, or a text that is nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from annotate.core.errors import Refused
from annotate.intake.decode import decode
from annotate.intake.document import from_file
from annotate.intake.readers import address, html
from annotate.intake.readers.base import Incoming, Means, Refusal

SUFFIXES = frozenset({".urls"})
_LINE = re.compile(rb"https?://\S+", re.IGNORECASE)
_HEAD = 4096


def accepts(source: str) -> bool:
    path = Path(source)
    suffix = path.suffix.lower()
    return suffix in SUFFIXES or (suffix == ".txt" and path.is_file() and _only_addresses(path))


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    html.ready()
    return _read(source, means)


def is_address(line: bytes) -> bool:
    """Whether a line holds an address and nothing else."""
    return _LINE.fullmatch(line.strip()) is not None


def fetched(source: str, text: str, means: Means) -> Iterator[Incoming | Refusal]:
    """The article at each address of the text; blank lines and those behind `#` are passed over."""
    rows = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    wanted = [(number, line) for number, line in rows if line and not line.startswith("#")]
    means.expect(len(wanted))
    for are_addresses, some in groupby(wanted, lambda row: is_address(row[1].encode())):
        if are_addresses:
            yield from address.read_each([line for _, line in some], means)
        else:
            yield from (Refusal(f"{source}:{number}", "it is no address") for number, _ in some)
    if not wanted:
        yield Refusal(source, "there is no address in it")


def _read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    try:
        text = decode(from_file(source).data)
    except Refused as error:
        yield Refusal(source, str(error))
        return
    yield from fetched(source, text, means)


def _only_addresses(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    lines = [line for line in head.splitlines() if line.strip() and not line.startswith(b"#")]
    whole = lines if len(head) < _HEAD else lines[:-1]
    return bool(whole) and all(is_address(line) for line in whole)
