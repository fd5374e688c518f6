"""What the annotators of a campaign have read, for agreement."""

from __future__ import annotations

from dataclasses import dataclass

from annotate.campaigns.standing import standing
from annotate.consensus.agreement import Read
from annotate.consensus.choices import CANNOT
from annotate.consensus.readers import of_people
from annotate.scheme import Scheme, at_depth
from annotate.store import Articles, Campaigns, Store


@dataclass(frozen=True)
class Readings:
    """Everything that people have read in a campaign.

    Attributes:
        scheme: what the campaign asked for.
        read: every article with a reading of its newest revision, ordered by id.
        declined: readings left out since their annotator could not label the article.
    """

    scheme: Scheme
    read: tuple[Read, ...]
    declined: int


def readings(store: Store, scheme: Scheme, campaign: str) -> Readings:
    """The current human annotations of the newest revision of each article of a campaign.

    Raises:
        UsageError: when there is no such campaign.
    """
    with store.session(read_only=True) as session:
        known = Campaigns(session).known(campaign)
        read, declined = [], 0
        for article in Articles(session).all():
            people = of_people(standing(session, article, scheme), campaign)
            able = tuple(one for one in people if not one.answers.get(CANNOT))
            declined += len(people) - len(able)
            read += [Read(article, able)] if able else []
    return Readings(at_depth(scheme, known.depth), tuple(sorted(read, key=lambda r: r.article.id)), declined)
