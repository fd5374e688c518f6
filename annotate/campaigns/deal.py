"""Who reads which article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations


def deal(
    articles: Iterable[str],
    annotators: Sequence[str],
    each: int | None,
    so_far: Iterable[Sequence[str]] = (),
) -> list[tuple[str, str]]:
    """Pairs of article and annotator: `each` annotators an article, or all where it is None.

    The same input gives the same pairs. Nobody gets more than one article more than another, and people meet
    in as many pairs as can be, since only who reads the same can be compared.

    Args:
        so_far: for each article dealt before, who reads it.
    """
    if each is None:
        return [(article, one) for article in articles for one in annotators]
    load: Counter[str] = Counter()
    met: Counter[frozenset[str]] = Counter()
    for readers in so_far:
        _count(readers, load, met)
    pairs = []
    for article in articles:
        readers = _choose(annotators, each, load, met)
        _count(readers, load, met)
        pairs += [(article, one) for one in readers]
    return pairs


def _choose(
    annotators: Sequence[str], each: int, load: Counter[str], met: Counter[frozenset[str]]
) -> list[str]:
    chosen: list[str] = []
    for _ in range(each):
        free = [one for one in annotators if one not in chosen]
        chosen.append(
            min(free, key=lambda one: (load[one], sum(met[frozenset({one, other})] for other in chosen)))
        )
    return chosen


def _count(readers: Sequence[str], load: Counter[str], met: Counter[frozenset[str]]) -> None:
    load.update(readers)
    met.update(frozenset(pair) for pair in combinations(readers, 2))
