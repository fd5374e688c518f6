"""What the likeliest tags leave to do, since a tag knows its neighbours alone: a source where one lacks,
the better edge of an unsure cue.

Where a sentence has a cue and an assertion, somebody says it. And of the many ways to tag a paragraph the
likeliest need not have the likeliest cue: others share the chance of one edge among them.
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
UNSURE = 0.5
"""Where a cue is likelier than this no other can be as likely."""


def completed(one: Passage, spans: Sure, known: Posterior, chain: int) -> Sure:
    """The spans, and the likeliest source of each sentence with a cue and an assertion but no source."""
    found = dict(spans)
    for sentence in one.sentences:
        labels = {label for label, range_ in spans if touch(range_, sentence)}
        if labels == {"CUE", "ASSERTION"}:
            every = likely("SOURCE", sentence, known, chain, len(one.tokens))
            sure, range_ = max((each for each in every if _free(each[1], spans)), default=(0.0, (0, 0)))
            if sure >= LEAST:
                found["SOURCE", range_] = sure
    return dict(sorted(found.items(), key=lambda item: item[0][1]))


def sharpened(one: Passage, spans: Sure, known: Posterior, chain: int) -> Sure:
    """The spans, each unsure cue in the likeliest of the stretches that begin or end where it does."""
    found = dict(spans)
    for (label, range_), sure in spans.items():
        if label == "CUE" and sure < UNSURE:
            del found[label, range_]
            every = likely(label, one.sentence_of(range_[0]), known, chain, len(one.tokens))
            beside = (each for each in every if _share_an_edge(range_, each[1]) and _free(each[1], found))
            sure, range_ = max(beside, default=(sure, range_))
            found[label, range_] = sure
    return found


def likely(
    label: str, within: Range, known: Posterior, chain: int, length: int
) -> Iterator[tuple[float, Range]]:
    """Every span among these words that may be probable enough: none is more so than any of its words."""
    tag = begin(label)
    chances = known.ahead[within[0] : within[1], chain] * known.behind[within[0] : within[1], chain]
    for start in (chances[:, tag] >= LEAST).nonzero()[0].tolist():
        for end in range(start + 1, len(chances) + 1):
            range_ = within[0] + start, within[0] + end
            yield span_probability(known, length, chain, tag, range_), range_
            if end < len(chances) and chances[end, tag + 1] < LEAST:
                break


def touch(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _free(range_: Range, spans: Sure) -> bool:
    return not any(touch(range_, other) for _, other in spans)


def _share_an_edge(one: Range, other: Range) -> bool:
    return one[0] == other[0] or one[1] == other[1]
