"""Where an unsure assertion ends: the likeliest tags run on over what somebody else says in the same breath.

In "Lee complained of the noise, even suggesting that it was made on purpose" the two are one stretch to them.
The end beside its cue stays, so that the assertion remains what that cue says, and so does its likeliest
word; what is cut off is another's words where it has a cue of its own.
"""

from __future__ import annotations

from itertools import takewhile

import numpy as np

from annotate.detect.found import Sure
from annotate.detect.model.completing import LEAST, UNSURE, likely, touch
from annotate.detect.model.crf import Posterior
from annotate.detect.model.joining import next_to
from annotate.detect.model.tags import begin
from annotate.detect.passage import Passage
from annotate.detect.sources import Range

MORE = 1.3
"""How many times as likely as the whole a part must be."""
CUED = 0.25
"""A cue no likelier than this makes nobody's words of what is cut off."""


def narrowed(one: Passage, spans: Sure, known: Posterior, chain: int) -> Sure:
    """The spans, unsure assertions cut back to a part that is likelier."""
    cues = sorted(range_ for label, range_ in spans if label == "CUE")
    found: dict[tuple[str, Range], float] = {}
    for (label, range_), sure in spans.items():
        if label == "ASSERTION" and sure < UNSURE:
            near = int(bool(cues) and next_to(one, range_, cues) > range_)
            found |= _cut(one, range_, near, sure, known, chain)
        else:
            found[label, range_] = sure
    return found


def _cut(one: Passage, whole: Range, near: int, sure: float, known: Posterior, chain: int) -> Sure:
    """The whole, or its likeliest part, and the words of another behind it; `near` is the edge that stays."""
    start, end = whole
    tag = begin("ASSERTION")
    words = known.ahead[start:end, chain] * known.behind[start:end, chain]
    surest = start + int(np.argmax(words[:, tag] + words[:, tag + 1]))
    sentence = start, min(end, one.sentence_of(start)[1])
    every = likely("ASSERTION", sentence, known, chain, len(one.tokens))
    parts = [
        (chance, part)
        for chance, part in (every if near else takewhile(lambda each: each[1][0] == start, every))
        if chance > MORE * sure and part[near] == whole[near] and part[0] <= surest < part[1]
    ]
    if not parts:
        return {("ASSERTION", whole): sure}
    chance, part = max(parts)
    rest = (start, part[0]) if near else (part[1], end)
    return {("ASSERTION", part): chance, **_others(one, rest, known, chain)}


def _others(one: Passage, rest: Range, known: Posterior, chain: int) -> Sure:
    """The likeliest cue of these words and what is said with it, where there is either."""
    length = len(one.tokens)
    sure, cue = max(likely("CUE", rest, known, chain, length), default=(0.0, rest))
    said = (each for each in likely("ASSERTION", rest, known, chain, length) if not touch(each[1], cue))
    chance, part = max(said, default=(0.0, rest))
    if sure < CUED or chance < LEAST:
        return {}
    return {("CUE", cue): sure, ("ASSERTION", part): chance}
