"""Gold: adjudicated articles that annotators are measured by, without being told which they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from annotate.campaigns.verdicts import cases
from annotate.consensus.readers import newest_verdict
from annotate.core import Annotation
from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.store import Annotations, Articles, Gold, Session, Store


@dataclass(frozen=True)
class GoldArticle:
    """A gold article.

    Attributes:
        key: the verdict on its newest text; None where that text has none, and then it is not served.
        served: to how many annotators.
    """

    article: str
    added_at: datetime
    key: Annotation | None
    served: int

    @property
    def decided_at(self) -> datetime | None:
        return self.key.updated_at if self.key else None


def add_gold(store: Store, articles: Collection[str]) -> list[str]:
    """Makes adjudicated articles gold; those that were not yet.

    Raises:
        UsageError: when one of them is not there or has no verdict on its newest text; nothing was changed.
    """
    with store.session() as session:
        undecided = [id_ for id_ in sorted(articles) if key(session, id_) is None]
        if undecided:
            if Articles(session).get(undecided[0]) is None:
                raise UsageError(f"no article {undecided[0]!r}", "see: annotate articles list")
            raise UsageError(
                f"article {undecided[0]!r} has no verdict on its newest text",
                "decide it: annotate adjudicate",
            )
        return [id_ for id_ in sorted(articles) if Gold(session).add(id_)]


def decided_in(store: Store, scheme: Scheme, campaign: str) -> list[str]:
    """The articles that were adjudicated in a campaign, in the order of their ids."""
    found = cases(store, scheme, campaign)
    return sorted(case.article.id for case in found if case.decided_in == campaign)


def gold_articles(store: Store) -> list[GoldArticle]:
    """All gold articles in the order of their ids."""
    with store.session(read_only=True) as session:
        servings = Gold(session).servings()
        return [
            GoldArticle(id_, at, key(session, id_), sum(one.article == id_ for one in servings))
            for id_, at in Gold(session).all().items()
        ]


def key(session: Session, article: str) -> Annotation | None:
    """The verdict by which readings of an article's newest text are measured."""
    return newest_verdict(Annotations(session).current(article))
