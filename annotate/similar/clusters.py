"""Clusters of texts that are alike: of a few by containment and exactly, of many by MinHash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from annotate.similar.joined import Joined
from annotate.similar.minhash import candidates, signature, signatures
from annotate.similar.runs import containment, runs, similarity

SIMILAR = 0.4
"""From this similarity on two articles are near-duplicates: more than every second run of words is shared."""
CONTAINED = 0.5
"""The share of the shorter text's runs that the longer one has, too, from which they are alike."""

_MOST = 20
"""Of texts with a run in common only the first so many are compared: more is boilerplate, or one group that
these hold together anyhow."""


def clusters(texts: Sequence[str], least: float = SIMILAR) -> list[list[int]]:
    """Texts of at least this similarity, closed under it, as places in `texts`; each place is in one cluster.

    For many texts: MinHash finds the pairs (`missed` says how many it does not), which are then compared word
    for word. Keeps 768 bytes a text, and reads those it compares again.
    """
    rows = b"".join(signature(runs(text)) for text in texts)
    joined = Joined(range(len(texts)))
    for one, other in candidates(signatures(rows), least):
        if (
            joined.name(one) != joined.name(other)
            and similarity(runs(texts[one]), runs(texts[other])) >= least
        ):
            joined.join(one, other)
    return list(joined.sets().values())


def contained(texts: Sequence[str], least: float = CONTAINED) -> list[list[int]]:
    """Texts of which one holds so much of another, closed under that, as `clusters` gives them.

    Finds an agency's text again where somebody cut it short, which the Jaccard index does not. Every run of
    every text is kept, so that this is for some thousands of articles; time grows with the number of words.
    """
    each = [runs(text) for text in texts]
    joined = Joined(range(len(texts)))
    index: defaultdict[str, list[int]] = defaultdict(list)
    for at, mine in enumerate(each):
        for other in {other for run in mine for other in index[run]}:
            if containment(mine, each[other]) >= least:
                joined.join(at, other)
        for run in mine:
            if len(index[run]) < _MOST:
                index[run].append(at)
    return list(joined.sets().values())
