"""Near-duplicates of an article as it comes in: wire copy in several outlets, versions, rewrites.

They are linked as one story and stay articles of their own: each outlet answers for what it prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotate.core import Article
from annotate.similar.clusters import SIMILAR
from annotate.similar.joined import Joined
from annotate.similar.minhash import LIBRARY, bands, estimate, signature, worth_comparing
from annotate.similar.runs import runs, similarity
from annotate.store import Articles, NearDuplicates, Session, Signed, Store


@dataclass(frozen=True)
class Story:
    """Articles that are alike, directly or through others of them; the first is the one that came first.

    `least` is the smallest similarity of two of them that were compared.
    """

    articles: tuple[str, ...]
    least: float


def link(session: Session, article: Article) -> dict[str, float]:
    """Puts the newest text of an article into the index, and links it with what is alike.

    Gives those articles and how similar each is, the most similar first. What MinHash finds is compared word
    for word. A text that is in the index already stays as it is.
    """
    index = NearDuplicates(session)
    known = index.signed(article.id, LIBRARY)
    if known is None or known.sha256 != article.sha256:
        own = runs(article.text)
        digest = signature(own)
        found = dict(_alike(session, article.id, own, digest))
        former = bands(known.digest) if known else ()
        index.sign(Signed(article.id, article.sha256, digest), LIBRARY, bands(digest), former)
        index.link(article.id, found)
    return dict(index.of(article.id))


def catch_up(store: Store) -> int:
    """Links what was stored before there was an index, or by another library; how many articles that were."""
    with store.session(read_only=True) as session:
        waiting = NearDuplicates(session).unsigned(LIBRARY)
    for id_ in waiting:
        with store.session() as session:
            if (article := Articles(session).get(id_)) is not None:
                link(session, article)
    return len(waiting)


def stories(session: Session) -> list[Story]:
    """The articles that are one story, the largest first."""
    pairs = NearDuplicates(session).pairs()
    order = list(Articles(session).added_at())
    place = {id_: at for at, id_ in enumerate(order)}
    joined = Joined({place[id_] for one, other, _ in pairs for id_ in (one, other)})
    for one, other, _ in pairs:
        joined.join(place[one], place[other])
    least: dict[int, float] = {}
    for one, _, alike in pairs:
        name = joined.name(place[one])
        least[name] = min(alike, least.get(name, 1.0))
    sets = ((name, tuple(order[at] for at in sorted(ats))) for name, ats in joined.sets().items())
    found = [Story(articles, least[name]) for name, articles in sets]
    return sorted(found, key=lambda story: (-len(story.articles), story.articles))


def _alike(session: Session, id_: str, own: frozenset[str], digest: bytes) -> Iterator[tuple[str, float]]:
    articles = Articles(session)
    for signed in NearDuplicates(session).sharing(bands(digest), LIBRARY):
        if signed.article == id_ or not worth_comparing(estimate(digest, signed.digest), SIMILAR):
            continue
        other = articles.get(signed.article)
        alike = similarity(own, runs(other.text)) if other else 0.0
        if alike >= SIMILAR:
            yield signed.article, alike
