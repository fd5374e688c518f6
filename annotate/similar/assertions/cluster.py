"""Clusters of many statements that say the same in nearly the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotate.similar.assertions.alike import alike
from annotate.similar.assertions.words import Words, words
from annotate.similar.minhash import candidates, signature, signatures

LEAST_WORDS = 4
"""Words that carry meaning, below which a statement is too common to be known again."""
WORTH = 0.5
"""The share of two statements' words that carry meaning which both have, from which they are compared."""


@dataclass(frozen=True)
class Echoes:
    """Clusters of at least two statements, as places in what was given; and how many were too short."""

    clusters: tuple[tuple[int, ...], ...]
    short: int


def echoes(texts: Sequence[str]) -> Echoes:
    """The clusters among `texts`, in the order of their first members; each statement is in one at most.

    The same words are one statement. Of the others MinHash over the words that carry meaning finds the pairs
    worth comparing, and `alike` decides. Clusters grow about the statement with most neighbours (as in
    Butina, Unsupervised data base clustering, 1999) by those of its neighbours that are alike to all that are
    in already: no chain of small changes joins what differs. Keeps 768 bytes a different statement.
    """
    found = [words(text) for text in texts]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        if len(one.content) >= LEAST_WORDS:
            places[one.forms].append(at)
    forms = list(places)
    statements = [found[places[form][0]] for form in forms]
    joined = _joined(statements, _neighbours(statements), [len(places[form]) for form in forms])
    clusters = (tuple(sorted(at for one in group for at in places[forms[one]])) for group in joined)
    short = len(texts) - sum(map(len, places.values()))
    return Echoes(tuple(sorted(one for one in clusters if len(one) > 1)), short)


def _neighbours(statements: Sequence[Words]) -> Mapping[int, set[int]]:
    if not statements:
        return {}
    rows = b"".join(signature(sorted(one.content)) for one in statements)
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in candidates(signatures(rows), WORTH):
        if alike(statements[one], statements[other]):
            near[one].add(other)
            near[other].add(one)
    return near


def _joined(
    statements: Sequence[Words], near: Mapping[int, set[int]], weight: Sequence[int]
) -> Iterator[list[int]]:
    """Disjoint groups that hold every statement; `weight` is how often each was said."""
    sizes = [own + sum(weight[one] for one in near.get(at, ())) for at, own in enumerate(weight)]
    free = set(range(len(statements)))
    for centre in sorted(free, key=lambda at: (-sizes[at], at)):
        if centre not in free:
            continue
        group = [centre]
        for one in sorted(near.get(centre, set()) & free, key=lambda at: (-sizes[at], at)):
            if all(other in near[one] or alike(statements[one], statements[other]) for other in group):
                group.append(one)
        free -= set(group)
        yield group
