"""Who reads which article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import combinations

Readers = Mapping[str, Collection[str]]
"""Article to the annotators who read it."""
Pair = tuple[str, str]
"""Article and annotator."""
Move = tuple[str, str, str]
"""Article, from whom, to whom."""


def deal(
    articles: Iterable[str],
    annotators: Sequence[str],
    each: int | None,
    so_far: Readers | None = None,
    *,
    lot: str = "",
) -> list[Pair]:
    """What is to be assigned so that every article has `each` annotators, or all where that is None.

    Nobody gets more than one article more than another, and people meet in as many pairs as can be, since
    only who reads the same can be compared; among equals chance decides. The same lot gives the same pairs.

    Args:
        annotators: who may be given articles.
        so_far: who reads what already; they count, also those who are given nothing any more.
    """
    have = so_far or {}
    load: Counter[str] = Counter()
    met: Counter[frozenset[str]] = Counter()
    for readers in have.values():
        _count(readers, (), load, met)
    pairs: list[Pair] = []
    for article in sorted(articles, key=lambda one: _drawn(lot, one)):
        readers = have.get(article, ())
        free = [one for one in annotators if one not in readers]
        need = len(free) if each is None else min(max(each - len(readers), 0), len(free))
        fresh = _choose(article, free, readers, need, load, met, lot)
        _count(fresh, readers, load, met)
        pairs += [(article, one) for one in fresh]
    return pairs


def level(readers: Readers, movable: Collection[Pair], newcomer: str, *, lot: str = "") -> list[Move]:
    """What a newcomer takes over, so that nobody has two articles more than they.

    Args:
        movable: what nobody has begun; it is taken from whoever has most, among equals chance decides.
    """
    load = Counter(one for people in readers.values() for one in people)
    left = {pair for pair in movable if newcomer not in readers[pair[0]]}
    moves: list[Move] = []
    while left:
        article, other = min(left, key=lambda pair: (-load[pair[1]], _drawn(lot, *pair)))
        if load[other] - load[newcomer] < 2:
            break
        moves.append((article, other, newcomer))
        load.update({other: -1, newcomer: 1})
        left = {pair for pair in left if pair[0] != article}
    return moves


def _choose(
    article: str,
    free: Sequence[str],
    readers: Collection[str],
    need: int,
    load: Counter[str],
    met: Counter[frozenset[str]],
    lot: str,
) -> list[str]:
    chosen: list[str] = []
    for _ in range(need):
        company = [*readers, *chosen]
        left = [one for one in free if one not in chosen]
        chosen.append(
            min(
                left,
                key=lambda one: (
                    load[one],
                    sum(met[frozenset({one, other})] for other in company),
                    _drawn(lot, article, one),
                ),
            )
        )
    return chosen


def _count(
    fresh: Collection[str], before: Collection[str], load: Counter[str], met: Counter[frozenset[str]]
) -> None:
    load.update(fresh)
    met.update(frozenset(pair) for pair in combinations(fresh, 2))
    met.update(frozenset({one, other}) for one in fresh for other in before)


def _drawn(lot: str, *what: str) -> bytes:
    """A lot that is the same on every machine and in every release of Python."""
    return sha256("\n".join((lot, *what)).encode()).digest()
