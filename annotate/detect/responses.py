"""Which claim a speaker answers (denied, rejected, replied): drawn only where the text shows which."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from annotate.core import Span
from annotate.detect.central import stems
from annotate.detect.draft import Draft, Key

REACTING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|dismiss\w*|reject\w*|rebut\w*|refut\w*|disput\w*|contradict\w*|respond\w*"
    r"|repl(?:y|ies|ied|ying)|counter(?:s|ed|ing)?|retort\w*|hit back|hits back)\b",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"(?:(?:the|this|that|these|those|all|any|such) )*"
    r"(?:claims?|accusations?|allegations?|charges?|reports?|criticism|suggestions?|it|this|that|wrongdoing)\b",
    re.IGNORECASE,
)
"""Words that only point back to what was claimed before."""
NEAR = 3
"""Paragraph breaks that may lie between a claim and its answer."""
MOST = 60
"""Claims before an answer that are looked at: a paragraph without end must not cost without end."""
SHARED, BESIDE = 2, 1
"""Word stems that an answer shares with its claim, where it does not just point back; the second for one in
the same paragraph or the one before."""


def link_responses(draft: Draft, text: str) -> None:
    """Draws responds_to from each assertion of a reaction to the claim that it answers."""
    speakers = _speakers(draft)
    assertions = draft.labelled("ASSERTION")
    reactions = {one: cue for kind, one, cue in draft.links if kind == "cued_by"}
    for key, cue in sorted(reactions.items()):
        if REACTING.search(cue[1].cut(text)) and speakers.get(key):
            answered = _answered(key, list(_before(key, cue, assertions, speakers, text)), speakers, text)
            if answered is not None:
                draft.link("responds_to", key, answered)


def _answered(key: Key, before: Sequence[Key], speakers: Mapping[Key, set[Key]], text: str) -> Key | None:
    """The nearest claim of somebody else that is pointed at, else the one that shares most words."""
    words = key[1].cut(text)
    if POINTING.fullmatch(words.strip("“”\"' .")):
        return next((one for one in before if speakers.get(one)), None)
    mine = stems(words)
    shared = {one: len(mine & stems(one[1].cut(text))) for one in before}
    best = max(before, key=lambda one: shared[one], default=None)
    if best is None:
        return None
    beside = text.count("\n\n", best[1].end, key[1].start) <= 1
    return best if shared[best] >= (BESIDE if beside else SHARED) else None


def _before(
    key: Key, cue: Key, assertions: Sequence[Key], speakers: Mapping[Key, set[Key]], text: str
) -> Iterator[Key]:
    """What others, or the writer, claimed not far before; nearest first."""
    mine, end = speakers[key], min(key[1].start, cue[1].start)
    at = bisect_left(assertions, ("ASSERTION", Span(end, end + 1)))
    for number in range(at - 1, max(at - 1 - MOST, -1), -1):
        one = assertions[number]
        if text.count("\n\n", one[1].end, key[1].start) > NEAR:
            return
        if one[1].end <= end and not speakers.get(one, set()) & mine:
            yield one


def _speakers(draft: Draft) -> dict[Key, set[Key]]:
    """The sources of each assertion; of several mentions of one speaker the first stands for all."""
    first: dict[Key, Key] = {}
    for one, other in sorted((one, other) for kind, one, other in draft.links if kind == "same_source"):
        first[one] = first.get(other, other)
    out: dict[Key, set[Key]] = {}
    for kind, one, other in draft.links:
        if kind == "attributed_to":
            out.setdefault(one, set()).add(first.get(other, other))
    return out
