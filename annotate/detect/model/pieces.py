"""A word as the pieces that a pretrained encoder knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

LONGEST = 16
"""Pieces of a word beyond which it is cut."""
_UNREAD = 100
"""Letters in a row beyond which nothing is looked up, as in BERT's code: time grows with their square."""
_PARTS = re.compile(r"\w+|[^\w\s]")


def pieces_of(word: str, known: Mapping[str, int]) -> tuple[int, ...]:
    """A word's pieces, each the longest that is known (Wu et al. 2016), without accents."""
    bare = "".join(
        one for one in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(one)
    )
    found: list[int] = []
    for part in _PARTS.finditer(bare):
        found += _split(part.group(), known)
        if len(found) >= LONGEST:
            break
    return tuple(found[:LONGEST]) or (known["[UNK]"],)


def _split(part: str, known: Mapping[str, int]) -> list[int]:
    found, at = [], 0
    while at < len(part):
        lead = "##" if at else ""
        ends = range(len(part), at, -1) if len(part) <= _UNREAD else ()
        end = next((end for end in ends if lead + part[at:end] in known), None)
        if end is None:
            return [known["[UNK]"]]
        found.append(known[lead + part[at:end]])
        at = end
    return found
