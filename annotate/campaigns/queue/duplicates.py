"""Articles that say much the same in the same words: wire copy, rewrites, corrected versions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from annotate.core import Article

SHINGLE = 5
"""Words in a row that are compared as one."""
ALIKE = 0.5
"""The share of the shorter article's shingles that the longer one has, too, from which they are alike."""
MOST = 20
"""Of articles with a shingle in common only the first so many are compared: more is boilerplate, or one
group that these hold together anyhow."""

_WORD = re.compile(r"\w+")


def near_duplicates(articles: Sequence[Article]) -> Mapping[str, str]:
    """Article to the first article of its group, by id; one that is like no other is its own group.

    Alike is measured by the overlap coefficient of word shingles (Broder 1997 calls it containment), so that
    an agency's text is known again where somebody cut it short. Groups are closed under being alike. Time
    grows with the number of words.
    """
    shingles = [_shingles(article.text) for article in articles]
    parent = list(range(len(articles)))
    index: defaultdict[int, list[int]] = defaultdict(list)
    for at, mine in enumerate(shingles):
        shared = Counter(other for shingle in mine for other in index[shingle])
        for other, common in shared.items():
            if common >= ALIKE * min(len(mine), len(shingles[other])):
                parent[_root(parent, at)] = _root(parent, other)
        for shingle in mine:
            if len(index[shingle]) < MOST:
                index[shingle].append(at)
    roots = [_root(parent, at) for at in range(len(articles))]
    first = {root: at for at, root in reversed(list(enumerate(roots)))}
    return {article.id: articles[first[root]].id for article, root in zip(articles, roots, strict=True)}


def spread(ordered: Iterable[str], group_of: Mapping[str, str], apart: int) -> list[str]:
    """The same articles, two of one group at least `apart` places from each other as far as that can be.

    Each place goes to the first that may have it; where none may, to the one whose group has waited longest.
    """
    waiting, out = list(ordered), list[str]()
    served: dict[str, int] = {}
    while waiting:
        earliest = len(out) - apart
        chosen = next((one for one in waiting if served.get(group_of[one], -apart) <= earliest), None)
        if chosen is None:
            chosen = min(waiting, key=lambda one: served[group_of[one]])
        waiting.remove(chosen)
        served[group_of[chosen]] = len(out)
        out.append(chosen)
    return out


def _shingles(text: str) -> set[int]:
    words = _WORD.findall(text.casefold())
    return {hash(tuple(words[at : at + SHINGLE])) for at in range(max(1, len(words) - SHINGLE + 1))}


def _root(parent: list[int], at: int) -> int:
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = parent[at]
    return at
