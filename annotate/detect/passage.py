"""One paragraph, ready for the rules: tokens, sentences, quotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.core import Span
from annotate.detect.quotes import Quote, find_quotes
from annotate.detect.tokens import Token, tokenize

LONGEST = 500
"""Tokens that are read as one. Rules look around within a passage, so that their time grows with its square;
of 26,000 paragraphs of news twenty are longer."""

ENDLESS = 100
"""Tokens from which a sentence is read in pieces: from each of its cues rules look at the rest of it. Of
7,500 paragraphs of news eight hold a longer one."""


@dataclass(frozen=True)
class Passage:
    """Token ranges below are half-open indexes into `tokens`.

    Attributes:
        span: the paragraph in the article's text.
        sentences: token ranges; an utterance in quotation marks is never broken.
        quote_at: for each token the full quotation it stands in, else None.
    """

    span: Span
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    quotes: tuple[Quote, ...]
    quote_at: tuple[Quote | None, ...]

    def low(self, index: int) -> str:
        """The word at `index`, lower case; empty beyond either end."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def sentence_of(self, index: int) -> tuple[int, int]:
        """The sentence of a token; beyond either end all tokens."""
        if not 0 <= index < len(self.tokens):
            return 0, len(self.tokens)
        return self.sentences[bisect_right(self.sentences, (index, len(self.tokens))) - 1]

    def cut(self, start: int, end: int) -> Span:
        """The characters under a token range."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)


def passages(text: str, paragraph: Span, sentences: Sequence[Span]) -> list[Passage]:
    """A paragraph as one passage, a longer one than `LONGEST` as several; `sentences` are the article's.

    Those are of whole sentences, save where a single one is longer.
    """
    whole = passage(text, paragraph, sentences)
    if len(whole.tokens) <= LONGEST:
        return [whole]
    starts = [paragraph.start, *(whole.tokens[at].start for at in _cuts(whole))]
    ends = [*starts[1:], paragraph.end]
    return [passage(text, Span(*piece), sentences) for piece in zip(starts, ends, strict=True)]


def _cuts(whole: Passage) -> Iterator[int]:
    """The tokens before which a long paragraph is cut."""
    at = 0
    while len(whole.tokens) - at > LONGEST:
        start, _ = whole.sentence_of(at + LONGEST)
        at = start if start > at else at + LONGEST
        yield at


def passage(text: str, paragraph: Span, sentences: Sequence[Span]) -> Passage:
    """Reads a paragraph; `sentences` are the article's, in order."""
    tokens = tuple(tokenize(text, paragraph.start, paragraph.end))
    quotes = find_quotes(tokens)
    inside: list[Quote | None] = [None] * len(tokens)
    for quote in quotes:
        if quote.full:
            inside[quote.start : quote.end] = [quote] * (quote.end - quote.start)
    ranges = _ranges(tokens, _within(sentences, paragraph), inside)
    return Passage(paragraph, tokens, ranges, tuple(quotes), tuple(inside))


def _within(sentences: Sequence[Span], paragraph: Span) -> Sequence[Span]:
    first = bisect_right(sentences, paragraph.start, key=lambda s: s.end)
    last = bisect_right(sentences, paragraph.end - 1, key=lambda s: s.start)
    return sentences[first:last]


def _ranges(
    tokens: Sequence[Token], sentences: Sequence[Span], inside: Sequence[Quote | None]
) -> tuple[tuple[int, int], ...]:
    starts = [sentence.start for sentence in sentences]
    breaks = [0]
    number = [bisect_right(starts, token.start) for token in tokens]
    for index in range(1, len(tokens)):
        within = inside[index] is not None and inside[index] is inside[index - 1]
        ends = number[index] != number[index - 1] and not tokens[index].text[0].islower()
        if not within and (ends or index - breaks[-1] >= ENDLESS):
            breaks.append(index)
    return tuple(zip(breaks, [*breaks[1:], len(tokens)], strict=True)) if tokens else ()
