"""What a network takes for an attribution and the scheme does not: wishes, deeds done to a person, idioms."""

from __future__ import annotations

from collections.abc import Collection

from annotate.detect.attribution import Attribution
from annotate.detect.cues import match
from annotate.detect.grammar import BE, COORDINATORS, RELATIVES, is_finite, word_set
from annotate.detect.lexicon import Lexicon
from annotate.detect.passage import Passage
from annotate.detect.sources import NOBODY, Range

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
ASKING = frozenset({"ask", "request", "agree"})


def is_misread(
    one: Passage, each: Attribution, known: bool, lexicon: Lexicon, idioms: Collection[int]
) -> bool:
    """Whether it is none; what the rules know as a cue (`known`) may be unsure, or a wish."""
    return (
        not says(one, each.cue, lexicon, idioms)
        or _is_nobody(one, each.source)
        or _keeps_the_name(one, each, lexicon)
        or (not known and (_is_unlikely(one, each) or _describes(one, each)))
    )


def says(one: Passage, cue: Range, lexicon: Lexicon, idioms: Collection[int]) -> bool:
    """Whether a cue can be one: nothing done to a person (has been advised to), no idiom (call it quits)."""
    suffered = any(one.low(at) in BE and one.low(at + 1) in lexicon.people for at in range(*cue))
    return not suffered and not any(at in idioms for at in range(*cue))


def _is_unlikely(one: Passage, each: Attribution) -> bool:
    """Whether a cue is unsure, a wish or a mere seeming."""
    words = [one.low(at) for at in range(*each.cue)]
    return each.confidence < SURE or not WISHES.isdisjoint(words) or SEEMING.issuperset(words)


def _is_nobody(one: Passage, source: Range | None) -> bool:
    """No one has asked."""
    return source is not None and one.low(source[0]) in NOBODY


def _keeps_the_name(one: Passage, each: Attribution, lexicon: Lexicon) -> bool:
    """Who asks not to be named says nothing of the matter."""
    hits = (match(one, at, lexicon.reasons) for content in each.contents for at in range(*content))
    return each.lemma in ASKING and any(hit is not None and hit[1] == "anonymity" for hit in hits)


def _describes(one: Passage, each: Attribution) -> bool:
    """A participle before its noun, in the object of another verb: they helped small, determined farmers."""
    start, end = each.cue
    if (
        each.source is None
        or end - start > 1
        or not one.low(start).endswith("ed")
        or one.low(start - 1) != ","
    ):
        return False
    between = [one.low(at) for at in range(each.source[1], start - 1)]
    joined = not {",", *COORDINATORS, *RELATIVES}.isdisjoint(between)
    return not joined and any(is_finite(low) for low in between)
