"""Two faults that texts catch on their way: wrong decoding (“â€œ” for a quotation mark) and lost spaces.

Both stand in the way of finding sentences and quotations, and no reader would want them. What is repaired
keeps its way back to the text that was given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import ftfy
from ftfy.badness import is_bad

Placed = tuple[str, Sequence[int]]
"""A text, and for each of its characters where it stood in the text before; -1 where nowhere."""

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_TRUNCATED = re.compile(r"â€(?=[\s.,;:!?)\]]|$)")
"""A closing quotation mark whose last byte, a control character, was taken out by somebody before us."""
_LOST_SPACE = re.compile(
    r"[.,!?”](?:"
    r"(?<=[a-z]{2}[.!?])(?=(?:[A-Z][a-z]{2,}|It|He|We|In|At|On|As|If)[ ,’](?<!Com[ ,’]))"
    r"|(?<=[a-z0-9][.,!?]”)(?=[A-Za-z]{2})"  # “… a mistake,”he said
    r"|(?<=[a-z]”)(?=[a-z]{2})"  # a “mistake”of theirs
    r"|(?<=[a-z]{2},)(?=“[A-Za-z])"  # he said,“It …
    r")"
)
"""Ends where the space belongs; begins with one of a few characters, which are found in no time."""
_LOST_BEFORE = re.compile(r"“(?<=[a-z]“)(?=[A-Za-z])")
"""Begins where the space belongs: a“mistake”."""
_ADDRESS = ("://", "www.", "@")
"""What a word of these holds is an address, in which no space was lost."""


def repaired(text: str) -> Placed | None:
    """The text without these faults, or None where it has none."""
    edits = sorted({*_decoded(text), *_spaces(text)})
    if not edits:
        return None
    out, places, at = list[str](), list[int](), 0
    for start, end, put in edits:
        out += [text[at:start], put]
        places += range(at, start)
        places += [min(start + n, end - 1) if end > start else -1 for n in range(len(put))]
        at = end
    return "".join([*out, text[at:]]), [*places, *range(at, len(text))]


def _decoded(text: str) -> Iterator[tuple[int, int, str]]:
    """What was decoded as another encoding than it is in, stretch by stretch; ftfy knows which are."""
    if text.isascii():
        return
    for found in _TRUNCATED.finditer(text):
        yield found.start(), found.end(), "”"
    for found in _FOREIGN.finditer(text):
        meant = ftfy.fix_encoding(found[0]) if is_bad(found[0]) else found[0]
        if meant != found[0] and len(meant) < len(found[0]) and not _TRUNCATED.match(text, found.start()):
            yield found.start(), found.end(), meant


def _spaces(text: str) -> Iterator[tuple[int, int, str]]:
    lost = [found.end() for found in _LOST_SPACE.finditer(text)]
    lost += [found.start() for found in _LOST_BEFORE.finditer(text)]
    addresses = _addresses(text) if lost else []
    for place in lost:
        before = bisect_right(addresses, (place, len(text)))
        if not before or place >= addresses[before - 1][1]:
            yield place, place, " "


def _addresses(text: str) -> list[tuple[int, int]]:
    """Where the words stand that are addresses."""
    words = re.finditer(r"\S+", text)
    return [found.span() for found in words if any(sign in found[0] for sign in _ADDRESS)]
