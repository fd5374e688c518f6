"""Words that weaken a statement."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.detect.cues import match
from annotate.detect.grammar import DETERMINERS, PREPOSITIONS
from annotate.detect.lexicon import Lexicon
from annotate.detect.passage import Passage

Range = tuple[int, int]
BEFORE_NOUNS = frozenset({"apparent", "seeming", "alleged", "reported", "supposed", "purported", "so-called"})
"""Words that weaken as adjectives alone: an alleged thief, and not "they alleged", "it was apparent"."""
REGULAR = frozenset({"every", "daily", "weekly", "monthly", "before", "alongside", "and", ".", ","})
"""What follows where something appears in print or somebody in a place."""
SENSES = frozenset({"heard", "seen", "felt", "hear", "see", "feel"})


def hedges(passage: Passage, lexicon: Lexicon) -> Iterator[tuple[Range, str]]:
    """(token range, type) of every hedge, in order, inside quotations too."""
    at = 0
    while at < len(passage.tokens):
        hit = match(passage, at, lexicon.hedges) if passage.tokens[at].low in lexicon.hedges else None
        if hit is not None and _weakens(passage, at):
            end, kind = hit
            yield (at, end), kind
            at = end
        else:
            at += 1


def _weakens(passage: Passage, at: int) -> bool:
    """Not the month of May, not "as soon as possible", not what somebody did in appearing somewhere."""
    low = passage.low(at)
    after, before = passage.low(at + 1), passage.low(at - 1)
    if low == "may":
        return passage.tokens[at].text == "may" and after != "" and before not in PREPOSITIONS
    if low == "could" and (after == "not" or _is_ability(passage, at)):
        return False
    if low == "might":
        return before not in DETERMINERS | {"'s"} and before not in PREPOSITIONS
    if low in BEFORE_NOUNS:
        return before in DETERMINERS and after.isalpha() and after not in PREPOSITIONS
    if low == "possible":
        return before != "as"
    if low.startswith("appear"):
        return after not in PREPOSITIONS - {"to", "like"} and after not in REGULAR
    return True


def _is_ability(passage: Passage, at: int) -> bool:
    """Could be heard, could see: what was possible and was done."""
    verb = passage.low(at + 1 + (passage.low(at + 1) == "be"))
    return verb in SENSES
