"""One paragraph, ready for the rules: tokens, sentences, quotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.core import Span
from annotate.detect.quotes import Quote, find_quotes
from annotate.detect.tokens import Token, tokenize


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
        return next((s for s in self.sentences if s[0] <= index < s[1]), (0, len(self.tokens)))

    def cut(self, start: int, end: int) -> Span:
        """The characters under a token range."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)


def passage(text: str, paragraph: Span, sentences: Sequence[Span]) -> Passage:
    """Reads a paragraph; `sentences` are the article's, in order."""
    tokens = tuple(tokenize(text, paragraph.start, paragraph.end))
    quotes = find_quotes(tokens)
    inside: list[Quote | None] = [None] * len(tokens)
    for quote in quotes:
        if quote.full:
            inside[quote.start : quote.end] = [quote] * (quote.end - quote.start)
    return Passage(paragraph, tokens, _ranges(tokens, sentences, inside), tuple(quotes), tuple(inside))


def _ranges(
    tokens: Sequence[Token], sentences: Sequence[Span], inside: Sequence[Quote | None]
) -> tuple[tuple[int, int], ...]:
    starts = [sentence.start for sentence in sentences]
    breaks = [0]
    number = [bisect_right(starts, token.start) for token in tokens]
    for index in range(1, len(tokens)):
        within = inside[index] is not None and inside[index] is inside[index - 1]
        if number[index] != number[index - 1] and not within and not tokens[index].text[0].islower():
            breaks.append(index)
    return tuple(zip(breaks, [*breaks[1:], len(tokens)], strict=True)) if tokens else ()
