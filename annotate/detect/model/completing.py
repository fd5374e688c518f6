"""Sources that an attribution lacks: where a sentence has a cue and an assertion, somebody says it.

Tags know their neighbours alone, so that the likeliest sequence may hold a saying without a sayer.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.detect.found import Sure
from annotate.detect.model.crf import Posterior, span_probability
from annotate.detect.model.tags import begin
from annotate.detect.passage import Passage
from annotate.detect.sources import Range

LEAST = 0.15
"""A source no likelier than this is worth marking where there is none: 93 of 100 attributions have one."""


def completed(one: Passage, spans: Sure, known: Posterior, chain: int) -> Sure:
    """The spans, and the likeliest source of each sentence with a cue and an assertion but no source."""
    found = dict(spans)
    for sentence in one.sentences:
        labels = {label for label, range_ in spans if _touch(range_, sentence)}
        if labels == {"CUE", "ASSERTION"}:
            free = (each for each in _sources(one, sentence, known, chain) if not _taken(each[1], spans))
            sure, range_ = max(free, default=(0.0, (0, 0)))
            if sure >= LEAST:
                found["SOURCE", range_] = sure
    return dict(sorted(found.items(), key=lambda item: item[0][1]))


def _sources(one: Passage, within: Range, known: Posterior, chain: int) -> Iterator[tuple[float, Range]]:
    """Every source among these words that may be probable enough: none is more so than any of its words."""
    tag, length = begin("SOURCE"), len(one.tokens)
    chances = known.ahead[within[0] : within[1], chain] * known.behind[within[0] : within[1], chain]
    for start in (chances[:, tag] >= LEAST).nonzero()[0].tolist():
        for end in range(start + 1, len(chances) + 1):
            range_ = within[0] + start, within[0] + end
            yield span_probability(known, length, chain, tag, range_), range_
            if end < len(chances) and chances[end, tag + 1] < LEAST:
                break


def _touch(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _taken(range_: Range, spans: Sure) -> bool:
    return any(_touch(range_, other) for _, other in spans)
