"""Which outlet cites which, and who cites each other round in a circle."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from annotate.score.echoes.model import Citation, Said, Source


def citations_of(claims: Iterable[Said], outlets: Collection[str]) -> dict[Citation, tuple[str, ...]]:
    """Which outlet cites which, with the articles that do; only outlets among `outlets`, and never itself."""
    known = known_by(outlets)
    found: dict[Citation, set[str]] = defaultdict(set)
    for one in claims:
        for cited in cited_by(one, known):
            found[cited].add(one.article)
    return {cited: tuple(sorted(found[cited])) for cited in sorted(found)}


def known_by(outlets: Iterable[str]) -> dict[str, str]:
    """Plain name to outlet; of two that are called the same, the first in the alphabet stands for both."""
    return {plain(name): name for name in sorted(outlets, reverse=True)}


def circles(citations: Iterable[Citation]) -> list[tuple[str, ...]]:
    """Outlets of which each can be reached from each other by citations: sets of two and more, sorted."""
    reached: dict[str, set[str]] = defaultdict(set)
    for citing, cited in citations:
        reached[citing].add(cited)
    grown = True
    while grown:
        grown = False
        for names in list(reached.values()):
            more = {further for name in names for further in reached.get(name, ())} - names
            names |= more
            grown = grown or bool(more)
    rings = {
        tuple(sorted(other for other in names if name in reached.get(other, ())))
        for name, names in reached.items()
        if name in names
    }
    return sorted(rings)


def cited_by(one: Said, known: Mapping[str, str]) -> set[Citation]:
    """The outlets that a claim's own outlet cites for it; `known` is plain name to outlet."""
    if not one.outlet:
        return set()
    named = {words for source in one.sources for words in _media(source)}
    cited = {outlet for words in named if (outlet := outlet_in(words, known))}
    return {(one.outlet, other) for other in cited if plain(other) != plain(one.outlet)}


def _media(source: Source) -> tuple[str, ...]:
    own = (source.words,) if source.identity in ("other_media", "named_org") else ()
    return (*own, *source.through)


def outlet_in(words: str, known: Mapping[str, str]) -> str | None:
    """The outlet whose name the words are, or hold."""
    said = plain(words)
    if said in known:
        return known[said]
    inside = [name for name in known if name and f" {name} " in f" {said} "]
    return known[max(inside, key=len)] if inside else None


def plain(words: str) -> str:
    """Words without their case, marks and articles: The Harbour Post's is harbour post."""
    bare = re.sub(r"['’]s\b", "", words.casefold())
    return " ".join(word for word in re.findall(r"\w+", bare) if word not in ("the", "a", "an"))
