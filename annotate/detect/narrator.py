"""What the writer claims without a source: what attributions leave over of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.detect.attribution import Attribution
from annotate.detect.clauses import sentence_end
from annotate.detect.grammar import (
    COORDINATORS,
    DASHES,
    PREPOSITIONS,
    RELATIVES,
    STOPS,
    SUBORDINATORS,
    is_adverb,
    is_finite,
)
from annotate.detect.passage import Passage
from annotate.detect.sources import Range

FRAMES = frozenset(
    ["more", "most", "perhaps", "even", "equally", "worse", "just", "what", "less", "only", "the"]
)
FEWEST = 5
"""Words below which what is left of a sentence is no claim of its own."""


def claims(passage: Passage, found: Sequence[Attribution]) -> Iterator[Range]:
    """One token range a sentence without a source; beside an attribution, the writer's own clause."""
    taken = sorted(r for one in found for r in _ranges(one))
    for start, _ in passage.sentences:
        end = sentence_end(passage, start)
        if end <= start or passage.low(end) == "?" or _is_question(passage, start, end):
            continue
        for piece in _left(start, end, taken):
            trimmed = _trim(passage, _framed(passage, *piece), piece[1])
            if trimmed is not None and _claims_something(passage, *trimmed, whole=piece == (start, end)):
                yield trimmed


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
        passage.low(start) in signs | COORDINATORS or passage.low(start) in ("however", "meanwhile")
    ):
        start += 1
    while end > start and (passage.low(end - 1) in signs | COORDINATORS | SUBORDINATORS):
        end -= 1
    return (start, end) if end > start else None


def _claims_something(passage: Passage, start: int, end: int, whole: bool) -> bool:
    words = [token.low for token in passage.tokens[start:end] if token.is_word]
    if any(passage.quote_at[index] is not None for index in range(start, end)):
        return False
    finite = any(is_finite(word) for word in words[1:])
    if whole:
        return len(words) >= 3 and (finite or (_is_closed(passage, end) and len(words) >= FEWEST))
    opens = passage.low(start)
    if opens == "asked":
        return False
    own = start in (first for first, _ in passage.sentences) and opens not in PREPOSITIONS
    if opens in SUBORDINATORS | RELATIVES or len(words) < FEWEST:
        return False
    return own or (finite and not is_adverb(opens) and opens not in PREPOSITIONS)


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
