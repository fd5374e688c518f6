"""What the network is told of a word by itself: its row in the vocabulary, its ends, its shape."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cached_property

ENDS = 4096
"""Rows among which beginnings and ends of words share by their checksum."""
SHAPES = 14
_SIGNS = {
    **dict.fromkeys('“”"`«»„', 7),
    **dict.fromkeys("‘’'", 8),
    **dict.fromkeys(".!?", 9),
    **dict.fromkeys(",;:", 10),
    **dict.fromkeys("—–-()", 11),
    "``": 7,
    "''": 7,
}

Known = tuple[int, int, int, int, int]


class Vocabulary:
    """The words that have a vector, and the five numbers of any word, remembered once looked up."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self._known: dict[str, Known] = {}

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {word: row for row, word in enumerate(self.words, 1)}

    def __getitem__(self, word: str) -> Known:
        """Row of its vector (0: none), checksums of its beginning, end, and end with length; its shape."""
        known = self._known.get(word)
        if known is None:
            low = word.lower().replace("’", "'")
            known = self._known[word] = (
                self._rows.get(low, 0),
                _checksum(low[:3], 1),
                _checksum(low[-3:], 2),
                _checksum(f"{low[-2:]}{len(low)}", 3),
                shape(word),
            )
        return known


def _checksum(part: str, seed: int) -> int:
    return zlib.crc32(part.encode("utf-8", "surrogatepass"), seed) % ENDS


def shape(word: str) -> int:
    """1 number · 2 lower · 3 Capital · 4 CAPITALS · 5 one capital · 6 miXed · 7–11 signs · 12, 13 others."""
    if word[0].isdigit():
        return 1
    if not word.replace("-", "").isalpha():
        return _SIGNS.get(word, 12 if word[0].isalpha() else 13)
    if word.islower():
        return 2
    if word.isupper():
        return 4 if len(word) > 1 else 5
    return 3 if word[0].isupper() and word[1:].islower() else 6
