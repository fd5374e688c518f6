"""What a reading says claim by claim, and where the claims of a cluster come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from annotate.core import Article
from annotate.score.echoes.media import circles, cited_by, known_by, outlet_in, plain
from annotate.score.echoes.model import Echo, Origin, Said, Source
from annotate.score.model import Score

NAMED = ("named_person", "named_org")
"""Identities whose mentions may be shorter and longer words for the same one."""


def said_in(score: Score, article: Article) -> list[Said]:
    """Every claim of an article's reading with its sources, in the order of the text."""
    reading, sources = score.reading, defaultdict[str, list[Source]](list)
    passed: dict[str, list[str]] = defaultdict(list)
    for link in reading.linked("via"):
        passed[link.from_id].append(reading.by_id[link.to_id].span.cut(article.text))
    for speaker in score.ledger.speakers:
        through = tuple(dict.fromkeys(words for mention in speaker.mentions for words in passed[mention]))
        for claim in speaker.assertions:
            sources[claim].append(Source(speaker.identity or "", speaker.name, through))
    return [
        Said(
            *(article.id, article.outlet, article.published, mark.id, mark.span.cut(article.text)),
            tuple(sources[mark.id]),
            machine=reading.origin == "machine",
            title=article.title,
        )
        for mark in reading.labelled("ASSERTION")
    ]


def echo(claims: Iterable[Said], outlets: Collection[str]) -> Echo:
    """The cluster of these claims; `outlets` are all whose names a source may be the name of."""
    said = tuple(sorted(claims, key=_earliest))
    known = known_by(outlets)
    here = {known.get(plain(one.outlet)) for one in said if one.outlet} - {None}
    citations = tuple(sorted({cited for one in said for cited in cited_by(one, known) if cited[1] in here}))
    return Echo(
        said=said,
        origins=tuple(_origins(said, known, here)),
        unsourced=tuple(sorted({one.article for one in said if not one.sources})),
        citations=citations,
        circle=next(iter(circles(citations)), ()),
    )


def _earliest(one: Said) -> tuple[bool, datetime | None, str, str]:
    return one.published is None, one.published, one.article, one.mark


def _origins(said: Sequence[Said], known: Mapping[str, str], here: Collection[str | None]) -> list[Origin]:
    """Sources by identity and words, fullest words first; another article of the cluster is none."""
    given: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in said:
        for source in one.sources:
            if not (source.identity == "other_media" and outlet_in(source.words, known) in here):
                given[source.identity, source.words].add(one.article)
    joined: dict[tuple[str, str], tuple[str, set[str]]] = {}
    for (identity, words), articles in sorted(given.items(), key=lambda item: (-len(item[0][1]), item[0])):
        key = _same(identity, plain(words), joined)
        joined.setdefault(key, (words, set()))[1].update(articles)
    found = [Origin(key[0], words, tuple(sorted(articles))) for key, (words, articles) in joined.items()]
    return sorted(found, key=lambda one: (-len(one.articles), one.identity, one.words))


def _same(identity: str, words: str, joined: Collection[tuple[str, str]]) -> tuple[str, str]:
    """The key of the source that these words are of: part of a name is the name."""
    if identity in NAMED:
        mine = set(words.split())
        for other, fuller in joined:
            if other == identity and mine <= set(fuller.split()):
                return other, fuller
    return identity, words
