"""One attribution: a cue, who it names, and what is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotate.detect.grammar import is_finite
from annotate.detect.passage import Passage
from annotate.detect.quotes import Quote
from annotate.detect.sources import Range


@dataclass(frozen=True)
class Attribution:
    """Token ranges of one passage; `confidence` is that of the whole construction, 0 to 1;
    `lemma` is its verb's, where it has one; `each` is the confidence in single ranges, where it is known;
    `via` is who passed the words on, where that is somebody else than the source."""

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    stance: str
    confidence: float
    lemma: str = ""
    each: Mapping[Range, float] = field(default_factory=dict, compare=False)
    via: Range | None = None

    def sure_of(self, range_: Range, otherwise: float) -> float:
        """The confidence in one of its ranges."""
        return self.each.get(range_, otherwise)


def floor_of(passage: Passage, at: int) -> int:
    """The first token of the sentence of `at`, or the one behind the last full quotation before it."""
    start, _ = passage.sentence_of(at)
    ends = [quote.end for quote in passage.quotes if quote.full and quote.end <= at]
    return max([start, *ends])


def quote_before(passage: Passage, at: int) -> Quote | None:
    return passage.quote_at[at - 1] if at > 0 else None


def clause_start(passage: Passage, floor: int, end: int) -> int:
    """The first word of the content that ends at `end`: openers such as But left out."""
    start = floor
    while start < end and passage.low(start) in OPENING:
        start += 1
    return start


def has_finite(passage: Passage, start: int, end: int) -> bool:
    return any(is_finite(passage.low(index)) for index in range(start, end))


OPENING = frozenset({"but", "and", ",", "or", "so", "still", "—"})
