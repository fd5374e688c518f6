"""The kind of an assertion, by the words of its main predicate."""

from __future__ import annotations

from annotate.detect.cues import match
from annotate.detect.grammar import word_set
from annotate.detect.lexicon import Lexicon
from annotate.detect.passage import Passage

RANK = {"prediction": 3, "motive": 3, "position": 2, "evaluation": 1}
SPEAKER = frozenset({"it", "he", "she", "they"})
FIRST = word_set("i we i'm we're we'll i'll")


def kind(passage: Passage, start: int, end: int, lexicon: Lexicon, lemma: str | None = None) -> str:
    """fact unless the words say otherwise, or the verb that reports them.

    Of the phrases in config/lexicon/kinds.txt the strongest wins, then the first. `lemma` is that of the
    cue, empty where it is no verb, and None for the writer's own assertions.
    """
    best = _by_words(passage, start, end, lexicon)
    speaks = any(passage.low(at) in FIRST for at in range(start, min(end, start + 4)))
    if lemma is not None and best == "fact":
        best = _reported(passage, start, end) or _by_cue(lemma, lexicon) or best
    return "position" if best == "prediction" and speaks else best


def _by_cue(lemma: str, lexicon: Lexicon) -> str | None:
    return next((value for _, value in lexicon.cue_kinds.get(lemma, ())), None)


def _reported(passage: Passage, start: int, end: int) -> str | None:
    """A reported future (that prices would fall); of the speaker's own acts (it would appeal) a position."""
    for at in range(start, end):
        if passage.low(at) == "would" and passage.low(at + 1) != "have" and passage.quote_at[at] is None:
            own = passage.low(at - 1) in SPEAKER and at - start <= 2
            return "position" if own else "prediction"
    return None


def _by_words(passage: Passage, start: int, end: int, lexicon: Lexicon) -> str:
    best, rank = "fact", 0
    for at in range(start, end):
        hit = match(passage, at, lexicon.kinds) if passage.tokens[at].low in lexicon.kinds else None
        if hit is None or hit[0] > end or RANK[hit[1]] <= rank:
            continue
        best, rank = hit[1], RANK[hit[1]]
    return best
