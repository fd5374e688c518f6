"""Sentence boundaries, decided once when a revision is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from sentencex import segment

from annotate.core import Span

# What the library for English takes for an end and is none in news.
_ABBREVIATION = re.compile(
    r"""(?:^|[\s("'“‘\[])(?:Mr|Mrs|Ms|Mx|Dr|Gens|Lts|Amb|Atty|Insp|Msgr|approx|vs|e\.g|i\.e)\.\s*$"""
)
_HOUR = re.compile(r"\d\s?[ap]\.m\.\s*$")
_AFTER_HOUR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z]{1,3}T\b|GMT\b|UTC\b|local time\b"
)

_TAIL = 40
"""Characters at the end of a piece in which these are looked for."""

# The library leaves a quotation mark that is not closed in the paragraph at the end of the sentence before.
_OPENING = re.compile(r"""(?<=\s)["'“‘(\[]+\s*$""")


def split(text: str, language: str = "en") -> tuple[Span, ...]:
    """The sentences of a canonical text, in order; none crosses a paragraph, blanks between them are in none.

    A quotation of several sentences that ends in the paragraph where it began stays in one piece with the
    words that introduce it, as the library has it.
    """
    spans: list[Span] = []
    start = 0
    for paragraph in text.split("\n\n"):
        spans += _trimmed(_joined(list(segment(language, paragraph))), start)
        start += len(paragraph) + 2
    return tuple(spans)


def _joined(pieces: list[str]) -> Iterator[str]:
    """The library's pieces, put together again where it broke inside a sentence."""
    whole = ""
    for piece, after in zip_longest(pieces, pieces[1:], fillvalue=""):
        whole += piece
        tail = max(0, len(piece) - _TAIL)
        if after and (
            _ABBREVIATION.search(piece, tail) or (_HOUR.search(piece, tail) and _AFTER_HOUR.match(after))
        ):
            continue
        opening = _OPENING.search(whole, max(0, len(whole) - _TAIL)) if after else None
        end = opening.start() if opening else len(whole)
        yield whole[:end]
        whole = whole[end:]


def _trimmed(pieces: Iterator[str], start: int) -> Iterator[Span]:
    for piece in pieces:
        bare = piece.strip()
        if bare:
            begin = start + piece.index(bare)
            yield Span(begin, begin + len(bare))
        start += len(piece)
