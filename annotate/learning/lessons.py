"""What a campaign teaches: the consensus of its readers on each article, or the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from annotate.campaigns.standing import standing
from annotate.consensus import merge
from annotate.consensus.choices import CANNOT
from annotate.consensus.readers import newest_verdict, of_people
from annotate.core import Annotation, Article
from annotate.core.errors import UsageError
from annotate.evaluation.gold import Gold
from annotate.evaluation.shape import Side, Unit
from annotate.scheme import Scheme
from annotate.store import Articles, Campaigns, Store

HELD = 5
"""One article in so many is held back, the same whenever it is asked: no model of the home learns from it."""


@dataclass(frozen=True)
class Lesson:
    """An article with its one reading, merged from what so many people read, or decided by a verdict."""

    article: Article
    gold: Gold
    readers: int
    decided: bool

    @property
    def held_back(self) -> bool:
        return int(sha256(self.article.id.encode()).hexdigest(), 16) % HELD == 0


def lessons(store: Store, scheme: Scheme, campaign: str) -> list[Lesson]:
    """Every article of a campaign that somebody has read, ordered by id; those nobody could label are none.

    Raises:
        UsageError: when there is no such campaign, or when it asks for central claims alone.
    """
    with store.session(read_only=True) as session:
        if Campaigns(session).known(campaign).depth != "full":
            raise UsageError(
                f"campaign {campaign!r} asks for central claims alone: a model would learn to mark no others",
                "learn from a campaign of full depth",
            )
        found = []
        for article in Articles(session).all():
            current = standing(session, article, scheme)
            people = [one for one in of_people(current, campaign) if not one.answers.get(CANNOT)]
            if people:
                verdict = newest_verdict(current)
                reading = merge(people, article, scheme, verdict)
                found.append(Lesson(article, gold(reading, article), len(people), verdict is not None))
    return sorted(found, key=lambda one: one.article.id)


def gold(reading: Annotation, article: Article) -> Gold:
    """A reading as something to learn from and to be measured by."""
    units = tuple(Unit(one.id, one.label, (one.span,), one.attributes) for one in reading.marks)
    links = tuple((one.type, one.from_id, one.to_id) for one in reading.links)
    facts = {"outlet": article.outlet} if article.outlet else {}
    return Gold(article.id, article.id, article.text, Side(units, links), facts=facts)
