"""What the rules are sure of where the network sees nothing: ghosts, headlines, news unlike its corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotate.detect.attribution import Attribution
from annotate.detect.found import Found, Sure
from annotate.detect.passage import Passage
from annotate.detect.sources import Range

LEAST = 0.6
"""The confidence of a rule from which its attribution stands alone."""


def added(one: Passage, found: Found, spans: Sure, ruled: Sequence[Attribution]) -> Found:
    """With the rules' attributions in sentences that hold none of the network's spans."""
    marked = {one.sentence_of(start) for _, (start, _) in spans}
    new = [
        attribution
        for attribution in ruled
        if attribution.confidence >= LEAST
        and not any(one.sentence_of(at) in marked for range_ in _ranges(attribution) for at in range_)
    ]
    return replace(found, attributions=(*found.attributions, *new)) if new else found


def _ranges(attribution: Attribution) -> Iterator[Range]:
    """The first and the last token of each part."""
    source = () if attribution.source is None else (attribution.source,)
    for start, end in (attribution.cue, *attribution.contents, *source):
        yield start, end - 1
