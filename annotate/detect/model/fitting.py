"""A network's marks as the scheme has them, for people to correct: it learnt another cut from its corpus.

There, wishes, refusals and states told by the writer are attributions (the firm wants, would not name, has
asked), and a source has its relative clause, its age and the comma behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotate.detect.attribution import Attribution
from annotate.detect.found import Found, Sure
from annotate.detect.grammar import AUXILIARIES, BE, RELATIVES, word_set
from annotate.detect.lexicon import Lexicon
from annotate.detect.model.trimming import trimmed
from annotate.detect.passage import Passage
from annotate.detect.sources import Range

SURE = 0.7
"""The confidence from which a cue stands that the rules do not know."""
WISHES = word_set(
    """
    want wants wanted interest interested uninterested savors seek seeks sought willing unwilling
    plan plans planned planning attempt attempts attempted attempting try tries tried trying
    """
)
"""Words of a wish or an aim, which is its holder's motive or position and told by the writer."""
SEEMING = word_set("seem seems seemed appear appears appeared")
"""Words that weaken and attribute nothing."""


def fitted(one: Passage, found: Found, ruled: Sequence[Attribution], lexicon: Lexicon) -> Found:
    """Without unsure attributions and wishes whose cue the rules do not know, edges as the scheme has them.

    A cue that the rules mark just so is at least as sure as they are. A source is sought in the sentence of
    its cue alone: where the network has none there, or a clause for one, the rules' attribution stands.
    """
    agreed = {each.cue: each.confidence for each in ruled}
    known = {at for each in ruled for at in range(*each.cue)}
    kept: list[Attribution] = []
    alone: dict[tuple[str, Range], float] = dict(_in_reach(one, found.alone))
    for each in found.attributions:
        told = not known.isdisjoint(range(*each.cue))
        if _is_suffered(one, each.cue, lexicon) or (not told and _is_unlikely(one, each)):
            continue
        sure = max(each.confidence, agreed.get(each.cue, 0.0))
        each = trimmed(one, _held(one, replace(each, confidence=sure), ruled), ruled)
        if each.contents:
            kept.append(each)
        else:
            alone |= {("CUE", each.cue): sure} | ({("SOURCE", each.source): sure} if each.source else {})
    return Found(kept, alone)


def _is_unlikely(one: Passage, each: Attribution) -> bool:
    """Whether a cue is unsure, a wish or a mere seeming."""
    words = [one.low(at) for at in range(*each.cue)]
    return each.confidence < SURE or not WISHES.isdisjoint(words) or SEEMING.issuperset(words)


def _is_suffered(one: Passage, cue: Range, lexicon: Lexicon) -> bool:
    """Whether something was done to a person: has been advised to."""
    return any(one.low(at) in BE and one.low(at + 1) in lexicon.people for at in range(*cue))


def _held(one: Passage, each: Attribution, ruled: Sequence[Attribution]) -> Attribution:
    """With a source of its own sentence: the network's, else the rules' reading of that cue, else none."""
    if each.source is not None and _is_near(one, each.source, each.cue) and not _is_clause(one, each.source):
        return each
    for other in ruled:
        if other.source and other.cue[0] < each.cue[1] and each.cue[0] < other.cue[1]:
            return other
    return replace(each, source=None)


def _is_near(one: Passage, range_: Range, other: Range) -> bool:
    return one.sentence_of(range_[0]) == one.sentence_of(other[0])


def _is_clause(one: Passage, source: Range) -> bool:
    """Whether a verb stands in a source, outside any relative clause: readers are logged and one of them."""
    for at in range(*source):
        if one.low(at) in RELATIVES:
            return False
        if one.low(at) in AUXILIARIES and one.low(at) not in ("'s", "may", "will", "can"):
            return True
    return False


def _in_reach(one: Passage, alone: Sure) -> Sure:
    """Without assertions in a sentence that has no source, save what stands in quotation marks."""
    held = {one.sentence_of(start) for label, (start, _) in alone if label == "SOURCE"}
    return {
        (label, range_): sure
        for (label, range_), sure in alone.items()
        if label != "ASSERTION" or one.quote_at[range_[0]] or one.sentence_of(range_[0]) in held
    }
