"""What the writer claims without a source: what attributions leave over of a sentence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from annotate.detect.attribution import Attribution
from annotate.detect.clauses import TAILS, sentence_end
from annotate.detect.grammar import (
    BE,
    COORDINATORS,
    DASHES,
    PREPOSITIONS,
    RELATIVES,
    STOPS,
    SUBORDINATORS,
    is_adverb,
    is_finite,
    word_set,
)
from annotate.detect.passage import Passage
from annotate.detect.sources import Range

FRAMES = word_set("more most perhaps even equally worse just what less only the")
FEWEST = 5
"""Words below which what is left of a sentence is no claim of its own."""
SHORTEST = 4
"""Words from which a sentence with a full stop claims something, also where no list knows its verb."""
TITLE = 4
"""Words from which a headline claims something: its verb stands in the present, and is often hard to tell."""


def claims(passage: Passage, found: Sequence[Attribution], headline: bool = False) -> Iterator[Range]:
    """One token range a sentence without a source; beside an attribution, the writer's own clause."""
    taken = sorted(r for one in found for r in _ranges(one))
    cue_ends = {one.cue[1] for one in found}
    for start, _ in passage.sentences:
        end = sentence_end(passage, start)
        if end <= start or passage.low(end) == "?" or _is_question(passage, start, end):
            continue
        for piece in _left(start, end, taken):
            first = _behind_adjunct(passage, *piece) if piece[0] in cue_ends else piece[0]
            trimmed = _trim(passage, _framed(passage, first, piece[1]), piece[1])
            if trimmed is None:
                continue
            if piece == (start, end):
                claiming = _whole_claims(passage, *trimmed, headline)
            else:
                claiming = _piece_claims(passage, *trimmed)
            if claiming:
                yield trimmed


def _behind_adjunct(passage: Passage, start: int, end: int) -> int:
    """Behind hearer, time and place of an attribution that stands last: at the clause that follows."""
    for index in range(start, end - 1):
        if passage.low(index) == "," and passage.low(index + 1) in COORDINATORS | {"while", "though"} | TAILS:
            return index + 1
    return end


def _ranges(one: Attribution) -> Iterator[Range]:
    yield one.cue
    yield from one.contents
    if one.source is not None:
        yield one.source


def _left(start: int, end: int, taken: Sequence[Range]) -> Iterator[Range]:
    at = start
    for first, last in taken:
        if last <= at or first >= end:
            continue
        if first > at:
            yield at, first
        at = max(at, last)
    if at < end:
        yield at, end


def _trim(passage: Passage, start: int, end: int) -> Range | None:
    signs = {",", ":", ";", "."} | DASHES
    while start < end and (
        passage.low(start) in signs | COORDINATORS
        or passage.low(start) in ("however", "meanwhile")
        or _is_picture(passage.low(start))
    ):
        start += 1
    while end > start and (passage.low(end - 1) in signs | COORDINATORS | SUBORDINATORS | {"with"}):
        end -= 1
    return (start, end) if end > start else None


def _is_picture(low: str) -> bool:
    """Whether a sign is an emoji or the like, which claims nothing."""
    return unicodedata.category(low[0]) == "So"


def _whole_claims(passage: Passage, start: int, end: int, headline: bool) -> bool:
    words = [token.low for token in passage.tokens[start:end] if token.is_word]
    if _has_quote(passage, start, end) or not words:
        return False
    finite = any(is_finite(word) for word in words[1:])
    if headline and words[0] not in SUBORDINATORS:
        return finite or len(words) >= TITLE
    return len(words) >= 3 and (finite or (_is_closed(passage, end) and len(words) >= SHORTEST))


def _piece_claims(passage: Passage, start: int, end: int) -> bool:
    """Whether what is left beside an attribution is the writer's own clause, or a comment at its tail."""
    words = [token.low for token in passage.tokens[start:end] if token.is_word]
    opens = passage.low(start)
    if _has_quote(passage, start, end) or len(words) < FEWEST or words[-1] in BE:
        return False
    if opens in TAILS or (opens in ("further", "thereby") and passage.low(start + 1).endswith("ing")):
        return True
    if opens == "asked" or opens in SUBORDINATORS | RELATIVES | PREPOSITIONS:
        return False
    behind = passage.low(start - 1) if start else ""
    if behind == "," and (
        opens in ("a", "an") or any(passage.low(start + at) in RELATIVES for at in range(3))
    ):
        return False
    own = start in (first for first, _ in passage.sentences)
    return own or (any(is_finite(word) for word in words[1:]) and (behind == ";" or not is_adverb(opens)))


def _has_quote(passage: Passage, start: int, end: int) -> bool:
    return any(passage.quote_at[index] is not None for index in range(start, end))


def _is_closed(passage: Passage, end: int) -> bool:
    """Whether a sentence ends in a full stop, as headings do not."""
    return passage.low(end) in STOPS


def _is_question(passage: Passage, start: int, end: int) -> bool:
    return any(
        passage.low(index) == "?" and passage.quote_at[index] is None for index in range(start, end + 1)
    )


def _framed(passage: Passage, start: int, end: int) -> int:
    """Where the that-clause begins behind an evaluative frame: "More worrying is that the dam leaks"."""
    if passage.low(start) in FRAMES:
        for index in range(start + 1, min(start + 12, end - 3)):
            if passage.low(index) in ("is", "was") and passage.low(index + 1) == "that":
                return index + 1
    return start
