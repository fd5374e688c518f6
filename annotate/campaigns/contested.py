"""What people differ on in one article, for its report."""

from __future__ import annotations

from annotate.campaigns.standing import standing
from annotate.consensus import voters
from annotate.consensus.contest import Contest, contest
from annotate.consensus.readers import of_people
from annotate.core import Article
from annotate.scheme import Scheme
from annotate.store import Session


def contested(session: Session, article: Article, scheme: Scheme, campaign: str | None = None) -> Contest:
    """What the readings that a score of this revision is made from differ on."""
    readings = voters(of_people(standing(session, article, scheme), campaign))
    return contest(readings, article, scheme)
