"""How much of two texts is the same words.

Texts are compared by their runs of three words (Broder, On the resemblance and containment of documents,
1997): the Jaccard index is shared runs over all runs, containment is shared runs over those of the shorter.
"""

from __future__ import annotations

import re
from collections.abc import Set

WORDS = 3
"""Words in a run."""

Runs = frozenset[str]

_WORD = re.compile(r"\w+")


def runs(text: str) -> Runs:
    """The runs of three words; of a shorter text its words as one run, of an empty one none."""
    words = _WORD.findall(text.casefold())
    starts = range(max(1, len(words) - WORDS + 1)) if words else ()
    return frozenset(" ".join(words[at : at + WORDS]) for at in starts)


def similarity(one: Set[str], other: Set[str]) -> float:
    """The Jaccard index of two texts' runs, 0 to 1; nothing is similar to a text without words."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def containment(one: Set[str], other: Set[str]) -> float:
    """The share of the shorter text's runs that the other one has, too: 1 for a text and a part of it."""
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared else 0.0
