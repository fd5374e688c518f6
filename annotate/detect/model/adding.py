"""What the rules are sure of where the network sees nothing: ghosts, headlines, news unlike its corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotate.detect.attribution import Attribution
from annotate.detect.conduits import passing_on
from annotate.detect.found import Found
from annotate.detect.lexicon import Lexicon
from annotate.detect.model.trimming import only_points_back
from annotate.detect.passage import Passage
from annotate.detect.signatures import is_signature
from annotate.detect.sources import Range, touch

LEAST = 0.6
"""The confidence of a rule from which its attribution stands alone."""


def added(one: Passage, found: Found, ruled: Sequence[Attribution]) -> Found:
    """With the rules' attributions in sentences that hold none of the network's."""
    marked = {one.sentence_of(at) for each in found.attributions for range_ in _ranges(each) for at in range_}
    marked |= {one.sentence_of(start) for _, (start, _) in found.alone}
    new = [
        attribution
        for attribution in ruled
        if attribution.confidence >= LEAST
        and not only_points_back(one, attribution)
        and not any(one.sentence_of(at) in marked for range_ in _ranges(attribution) for at in range_)
    ]
    return replace(found, attributions=(*found.attributions, *new)) if new else found


def as_signed(one: Passage, found: Found, ruled: Sequence[Attribution]) -> Found:
    """With who signs a quotation by the rules: the network's corpus hardly has that."""
    signatures = [each for each in ruled if is_signature(one, each)]
    if not signatures:
        return found
    taken = [(each.contents[0][0], each.source[1]) for each in signatures if each.source is not None]

    def free(range_: Range) -> bool:
        return not any(touch(range_, other) for other in taken)

    kept = [each for each in found.attributions if free(each.cue) and all(map(free, each.contents))]
    return Found((*kept, *signatures), {key: sure for key, sure in found.alone.items() if free(key[1])})


def as_ruled(one: Passage, found: Found, ruled: Sequence[Attribution], lexicon: Lexicon) -> Found:
    """With the rules' reading of sentences in which words are passed on: the network's does not nest."""
    passing = passing_on(one, ruled, lexicon)
    if not passing:
        return found

    def here(range_: Range) -> bool:
        return one.sentence_of(range_[0]) in passing

    kept = [each for each in found.attributions if not here(each.cue)]
    alone = {key: sure for key, sure in found.alone.items() if not here(key[1])}
    return Found((*kept, *(each for each in ruled if here(each.cue))), alone)


def _ranges(attribution: Attribution) -> Iterator[Range]:
    """The first and the last token of each part."""
    source = () if attribution.source is None else (attribution.source,)
    for start, end in (attribution.cue, *attribution.contents, *source):
        yield start, end - 1
