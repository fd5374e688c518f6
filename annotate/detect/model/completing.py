"""What the likeliest tags leave to do, since a tag knows its neighbours alone: a source where one lacks.

Where a sentence has a cue and an assertion, somebody says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.detect.found import Sure
from annotate.detect.model.crf import Posterior, span_probability
from annotate.detect.model.tags import begin
from annotate.detect.passage import Passage
from annotate.detect.sources import Range, touch

LEAST = 0.15
"""A source no likelier than this is worth marking where there is none: 93 of 100 attributions have one."""


def completed(one: Passage, spans: Sure, known: Posterior, chain: int) -> Sure:
    """The spans, and the likeliest source of each sentence with a cue and an assertion but no source."""
    found = dict(spans)
    for sentence in one.sentences:
        labels = {label for label, range_ in spans if touch(range_, sentence)}
        if labels == {"CUE", "ASSERTION"}:
            every = _likely_sources(sentence, known, chain, len(one.tokens))
            sure, range_ = max((each for each in every if _free(each[1], spans)), default=(0.0, (0, 0)))
            if sure >= LEAST:
                found["SOURCE", range_] = sure
    return dict(sorted(found.items(), key=lambda item: item[0][1]))


def _likely_sources(
    within: Range, known: Posterior, chain: int, length: int
) -> Iterator[tuple[float, Range]]:
    """Every source among these words that may be probable enough: none is more so than any of its words."""
    tag = begin("SOURCE")
    chances = known.ahead[within[0] : within[1], chain] * known.behind[within[0] : within[1], chain]
    for start in (chances[:, tag] >= LEAST).nonzero()[0].tolist():
        for end in range(start + 1, len(chances) + 1):
            range_ = within[0] + start, within[0] + end
            yield span_probability(known, length, chain, tag, range_), range_
            if end < len(chances) and chances[end, tag + 1] < LEAST:
                break


def _free(range_: Range, spans: Sure) -> bool:
    return not any(touch(range_, other) for _, other in spans)
