"""What people have read of each article, one article after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.campaigns.standing import standing
from annotate.consensus.readers import newest_verdict, of_people
from annotate.core import Annotation, Article
from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.store import Articles, Campaigns, Store


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
    with store.session(read_only=True) as session:
        if campaign is not None and Campaigns(session).get(campaign) is None:
            raise UsageError(f"there is no campaign {campaign!r}", "see: annotate campaign list")
        ids = Articles(session).ids() if articles is None else sorted(set(articles))
    for id_ in ids:
        with store.session(read_only=True) as session:
            article = Articles(session).get(id_)
            if article is None:
                raise UsageError(f"there is no article {id_!r}", "see: annotate articles list")
            current = standing(session, article, scheme)
        people = of_people(current, campaign)
        if people or articles is not None:
            yield Readings(article, people, newest_verdict(current))
