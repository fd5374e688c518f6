"""What several articles of the corpus say in nearly the same words, and who stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from annotate.core import Annotation, Article
from annotate.scheme import Scheme
from annotate.score import Disagreement, Rubric, Score, score
from annotate.score.echoes import Echoing, Said, circles, citations_of, echo, said_in
from annotate.similar.assertions import echoes
from annotate.store import Articles, Store


def echoing(read: Sequence[tuple[Score, Article]]) -> Echoing:
    """The echoes among the claims of these articles."""
    claims = [one for mine, article in read for one in said_in(mine, article)]
    machine = sum(mine.reading.origin == "machine" for mine, _ in read)
    outlets = {article.outlet for _, article in read if article.outlet}
    return among(claims, outlets, people=len(read) - machine, machine=machine)


def among(claims: Sequence[Said], outlets: Iterable[str], *, people: int, machine: int) -> Echoing:
    """The echoes among these claims, of articles of these outlets."""
    found, names = echoes([one.words for one in claims]), frozenset(outlets)
    clusters = [echo([claims[at] for at in cluster], names) for cluster in found.clusters]
    several = [one for one in clusters if len(one.articles) > 1]
    cited = citations_of(claims, names)
    return Echoing(
        echoes=tuple(sorted(several, key=lambda one: (-len(one.articles), one.said[0].words))),
        claims=len(claims),
        short=found.short,
        people=people,
        machine=machine,
        citations=cited,
        circles=tuple(circles(cited)),
    )


def by_machine(
    store: Store,
    scheme: Scheme,
    rubric: Rubric,
    disagreement: Disagreement,
    read: Iterable[str],
    detect: Callable[[Article], Annotation],
) -> list[tuple[Score, Article]]:
    """What the machine marks in the articles that nobody has read; it gives no number.

    Args:
        read: the articles that people have read.
    """
    with store.session(read_only=True) as session:
        unread = sorted(set(Articles(session).ids()) - set(read))
        articles = Articles(session).newest(unread)
    return [
        (score(detect(article), article, scheme, rubric, disagreement, readers=()), article)
        for article in (articles[id_] for id_ in unread)
    ]
