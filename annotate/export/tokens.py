"""Tokens and blocks of a text, for formats that label words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import groupby

from annotate.core import Article, Span

_TOKEN = re.compile(r"\w+|[^\w\s]")


def tokenise(text: str) -> list[Span]:
    """Runs of letters, digits and underscores, and every other character but blanks by itself.

    No character but blanks is left out, and nothing about a language is assumed.
    """
    return [Span(*found.span()) for found in _TOKEN.finditer(text)]


def blocks(article: Article) -> list[list[Span]]:
    """The tokens, sentence by sentence; a paragraph always begins a new block.

    A sentence is what the article's revision was stored with; where it has none a block is a paragraph.
    """
    begins = sorted({one.start for one in (*article.sentences, *article.paragraphs)})
    tokens = tokenise(article.text)
    return [list(group) for _, group in groupby(tokens, lambda token: bisect_right(begins, token.start))]


def covered(span: Span, tokens: list[Span]) -> range:
    """The indices of the tokens that a span touches; `tokens` are in order and do not overlap."""
    first = bisect_right(tokens, span.start, key=lambda token: token.end)
    last = bisect_right(tokens, span.end - 1, key=lambda token: token.start)
    return range(first, last)


def layers(ranges: Iterable[range]) -> list[list[range]]:
    """Ranges shared out so that none overlaps another of its layer: first come, lowest layer that is free.

    The ranges come in the order of their starts, of several at one start the longest first.
    """
    out: list[list[range]] = []
    for one in ranges:
        free = next((layer for layer in out if layer[-1].stop <= one.start), None)
        if free is None:
            out.append([one])
        else:
            free.append(one)
    return out
