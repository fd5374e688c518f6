"""The kind of an assertion, by the words of its main predicate."""

from __future__ import annotations

from annotate.detect.cues import match
from annotate.detect.grammar import word_set
from annotate.detect.lexicon import Lexicon
from annotate.detect.passage import Passage

RANK = {"prediction": 3, "motive": 3, "position": 2, "evaluation": 1}
FIRST = word_set("i we i'm we're we'll i'll")


def kind(passage: Passage, start: int, end: int, lexicon: Lexicon) -> str:
    """fact unless a word of config/lexicon/kinds.txt says otherwise; the strongest wins, then the first."""
    best, rank = "fact", 0
    for at in range(start, end):
        hit = match(passage, at, lexicon.kinds) if passage.tokens[at].low in lexicon.kinds else None
        if hit is None or hit[0] > end or RANK[hit[1]] <= rank:
            continue
        best, rank = hit[1], RANK[hit[1]]
    if best == "prediction" and any(passage.low(at) in FIRST for at in range(start, min(end, start + 4))):
        return "position"
    return best
