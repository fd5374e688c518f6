"""Words and signs with their offsets: what every rule of the detector reads."""

from __future__ import annotations

import re
from typing import NamedTuple

TOKEN = re.compile(
    r"''|``|--+|\.\.\.|…"
    r"|[’'](?:s|S)\b(?=\W|$)"
    r"|(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Prof|Jr|Sr|St|Inc|Corp|Ltd|Co|No|Jan|Feb|Aug"
    r"|Sept|Oct|Nov|Dec|vs|[A-Z])\."
    r"|\d+(?:[.,:]\d+)*%?"
    r"|\w+(?:[-‑]\w+)*(?:n[’']t|[’'](?:re|ve|ll|d|m)\b)?"
    r"|\S"
)
"""Abbreviations keep their point, a genitive stands alone, hyphened words are one."""


class Token(NamedTuple):
    """A word or sign; `start` and `end` are code points of the text, `low` is lower case, straight quotes."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, in order."""
    stop = len(text) if end is None else end
    return [
        Token(match.start(), match.end(), word, word.lower().replace("’", "'"))
        for match in TOKEN.finditer(text, start, stop)
        for word in (match.group(),)
    ]
