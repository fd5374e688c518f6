"""A network's marks as the scheme has them, for people to correct: it learnt another cut from its corpus.

There, wishes, refusals and states told by the writer are attributions (the firm wants, would not name, has
asked), and a source has its relative clause, its age and the comma behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotate.detect.attribution import Attribution
from annotate.detect.found import Found
from annotate.detect.grammar import word_set
from annotate.detect.passage import Passage
from annotate.detect.sources import Range

SURE = 0.7
"""The confidence from which a cue stands that the rules do not know."""
WISHES = word_set(
    "want wants wanted interest interested uninterested savors seek seeks sought willing unwilling"
)
"""Words of a wish, which is its holder's motive and told by the writer."""


def fitted(one: Passage, found: Found, ruled: Sequence[Attribution]) -> Found:
    """Without unsure attributions and wishes whose cue the rules do not know; sources cut to the noun.

    A cue that the rules mark just so is at least as sure as they are.
    """
    agreed = {each.cue: each.confidence for each in ruled}
    known = {at for each in ruled for at in range(*each.cue)}
    kept = [
        _with_source(one, replace(each, confidence=max(each.confidence, agreed.get(each.cue, 0.0))))
        for each in found.attributions
        if not known.isdisjoint(range(*each.cue)) or (each.confidence >= SURE and not _is_wish(one, each.cue))
    ]
    return replace(found, attributions=kept)


def _is_wish(one: Passage, cue: Range) -> bool:
    return any(one.low(at) in WISHES for at in range(*cue))


def _with_source(one: Passage, attribution: Attribution) -> Attribution:
    if attribution.source is None:
        return attribution
    source = _to_noun(one, attribution.source)
    each = {**attribution.each, source: attribution.sure_of(attribution.source, attribution.confidence)}
    return replace(attribution, source=source, each=each)


def _to_noun(one: Passage, source: Range) -> Range:
    """Without ", who was there", ", 57", a "who" at its end, and the comma behind an apposition."""
    start, end = source
    for at in range(start + 1, end):
        if one.low(at - 1) == "," and (one.low(at) in ("who", "which") or _is_age(one, at, end)):
            end = at - 1
            break
    while end - start > 1 and one.low(end - 1) in (",", "who"):
        end -= 1
    return start, end


def _is_age(one: Passage, at: int, end: int) -> bool:
    return one.low(at).isdecimal() and (at + 1 >= end or one.low(at + 1) == ",")
