"""How much a judged sentence counts where negatives are of two kinds: ordinary ones and chosen ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from annotate.detect.sentences.training import Example

WEASELS = 0.22
"""Share of weasels in Wikipedia's articles (Farkas and others, CoNLL-2010: 2,484 of 11,111 sentences)."""
ORDINARY = 0.8
"""Share of the rest taken for ordinary: so mixed, word lists and bags of words reach what others measured."""


def weighed(examples: Sequence[Example], ordinary: Set[str]) -> list[Example]:
    """Weighs the sentences judged for weasels as articles mix them; sentences judged for other tasks stay.

    `ordinary` are the groups of the negatives that were drawn at random. Without all three populations
    nothing is weighed.
    """
    shares = {
        "weasel": WEASELS,
        "ordinary": (1 - WEASELS) * ORDINARY,
        "chosen": (1 - WEASELS) * (1 - ORDINARY),
    }
    kinds = [_kind(one, ordinary) for one in examples]
    count = Counter(kind for kind in kinds if kind)
    if set(count) != set(shares):
        return list(examples)
    weight = {kind: share * count.total() / count[kind] for kind, share in shares.items()}
    return [
        replace(one, weight=weight[kind]) if kind else one for one, kind in zip(examples, kinds, strict=True)
    ]


def _kind(one: Example, ordinary: Set[str]) -> str:
    """Its population; empty where nobody judged whether it is a weasel."""
    if "weasel" not in one.known:
        return ""
    if one.known["weasel"]:
        return "weasel"
    return "ordinary" if one.group in ordinary else "chosen"
