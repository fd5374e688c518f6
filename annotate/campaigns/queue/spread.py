"""What is alike is not served in a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotate.core import Article
from annotate.similar.clusters import contained


def near_duplicates(articles: Sequence[Article]) -> Mapping[str, str]:
    """Article to the first article of its group, by id; one that is like no other is its own group."""
    groups = contained([article.text for article in articles])
    return {articles[at].id: articles[group[0]].id for group in groups for at in group}


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
