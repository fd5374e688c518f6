"""What the writer claims without a source: what attributions leave over of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.detect.attributions import Attribution
from annotate.detect.clauses import sentence_end
from annotate.detect.grammar import COORDINATORS, DASHES, RELATIVES, SUBORDINATORS, is_adverb, is_finite
from annotate.detect.passage import Passage
from annotate.detect.sources import Range

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
            trimmed = _trim(passage, *piece)
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
    verbs = any(is_finite(word) or (word.endswith("s") and len(word) > 4) for word in words[1:])
    if whole:
        return verbs and len(words) >= 3
    opens = passage.low(start)
    return (
        verbs
        and len(words) >= FEWEST
        and opens not in SUBORDINATORS | RELATIVES
        and not _is_adjunct(passage, start, end)
    )


def _is_adjunct(passage: Passage, start: int, end: int) -> bool:
    """A piece without a finite verb of its own, or one that only says when or where something was said."""
    return not any(is_finite(passage.low(index)) for index in range(start + 1, end)) or is_adverb(
        passage.low(start)
    )


def _is_question(passage: Passage, start: int, end: int) -> bool:
    return any(
        passage.low(index) == "?" and passage.quote_at[index] is None for index in range(start, end + 1)
    )
