"""What people have read of each article, one article after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.campaigns.standing import standing
from annotate.consensus.readers import newest_verdict, of_people
from annotate.core import Annotation, Article
from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.store import Annotations, Articles, Campaigns, Head, Store

PAGE = 500
"""Of how many articles it is looked up at once who has read them."""


@dataclass(frozen=True)
class Readings:
    """Of an article's newest revision: the newest annotation of each person, and the newest verdict."""

    article: Article
    people: list[Annotation]
    verdict: Annotation | None


def readings(
    store: Store, scheme: Scheme, *, campaign: str | None = None, articles: Sequence[str] | None = None
) -> Iterator[Readings]:
    """All articles that people have read, in the order of their ids; of one campaign, or of all.

    One is held at a time, so that memory does not grow with the corpus.

    Args:
        articles: only these, also those nobody has read.

    Raises:
        UsageError: an article or a campaign that is not there.
    """
    for id_ in _ids(store, campaign, articles):
        with store.session(read_only=True) as session:
            article = Articles(session).get(id_)
            if article is None:
                raise UsageError(f"there is no article {id_!r}", "see: annotate articles list")
            current = standing(session, article, scheme)
        people = of_people(current, campaign)
        if people or articles is not None:
            yield Readings(article, people, newest_verdict(current))


def standing_of(
    store: Store, campaign: str | None = None, articles: Sequence[str] | None = None
) -> Iterator[tuple[str, list[Head]]]:
    """Each article with its current annotations, of all campaigns and origins, but without their contents.

    Some hundred articles are held at a time.

    Raises:
        UsageError: a campaign that is not there.
    """
    ids = _ids(store, campaign, articles)
    for at in range(0, len(ids), PAGE):
        of: dict[str, list[Head]] = {id_: [] for id_ in ids[at : at + PAGE]}
        with store.session(read_only=True) as session:
            for one in Annotations(session).heads(articles=of):
                of[one.article].append(one)
        yield from of.items()


def _ids(store: Store, campaign: str | None, articles: Sequence[str] | None) -> list[str]:
    with store.session(read_only=True) as session:
        if campaign is not None:
            Campaigns(session).known(campaign)
        return Articles(session).ids() if articles is None else sorted(set(articles))
