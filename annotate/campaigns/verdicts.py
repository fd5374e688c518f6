"""What the annotators of a campaign differ on, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from annotate.campaigns.standing import readable
from annotate.consensus import voters
from annotate.consensus.contest import Contest, contest
from annotate.consensus.readers import age, newest_verdict, of_people
from annotate.core import Annotation, Article
from annotate.core.codec import rfc3339
from annotate.scheme import Scheme, at_depth
from annotate.scheme.verdict import REASON
from annotate.store import Annotations, Articles, Campaigns, Dispute, Disputes, Gold, Session, Store


@dataclass(frozen=True)
class Decision:
    """A verdict.

    Attributes:
        by: the adjudicator; `signed_in_as` is the account that was used.
        reason: in the adjudicator's own words; None where none was given.
        article_revision: the text that was decided on.
        newer: readings of that text which were made or changed after it. It stands above them all the same.
    """

    annotation: str
    campaign: str
    by: str
    signed_in_as: str | None
    at: datetime | None
    reason: str | None
    article_revision: int
    newer: int = 0


@dataclass(frozen=True)
class Case:
    """One article of a campaign.

    Attributes:
        readings: of people, on the newest text; one an annotator, of those who could label it.
        verdict: the one that stands above them.
        earlier: a verdict on an earlier text. It is not applied to this one.
        disputed: what is said against marks of the reading and no verdict has been made on since.
    """

    article: Article
    readings: tuple[Annotation, ...]
    contest: Contest
    verdict: Decision | None
    earlier: Decision | None
    disputed: tuple[Dispute, ...] = ()

    @property
    def state(self) -> str:
        """`decided`, `open` (they differ, or a mark is disputed) or `agreed` (nothing to decide)."""
        if self.disputed:
            return "open"
        if self.verdict:
            return "decided"
        return "open" if self.contest.differences else "agreed"

    @property
    def decided_in(self) -> str | None:
        """The campaign that its verdict is of."""
        return self.verdict.campaign if self.verdict else None

    def to_json(self) -> Mapping[str, Any]:
        return {
            "article": self.article.id,
            "article_revision": self.article.revision,
            "state": self.state,
            "annotators": [one.annotator for one in self.readings],
            "differences": self.contest.differences,
            "central": len(self.contest.central),
            "disputed": [_disputed(one, self.article) for one in self.disputed],
            "verdict": _told(self.verdict),
            "earlier": _told(self.earlier),
        }


def cases(store: Store, scheme: Scheme, campaign: str) -> list[Case]:
    """Every article of a campaign that has been read, as it is to be decided: what is disputed first, then
    what touches central claims, then what they differ on most; what is decided or agreed comes last.

    Gold articles that were served in the campaign are none of them: they have been decided elsewhere.

    Raises:
        UsageError: when there is no such campaign.
    """
    with store.session(read_only=True) as session:
        known = Campaigns(session).known(campaign)
        asked = at_depth(scheme, known.depth)
        served = {one.article for one in Gold(session).servings(campaign)}
        ids = {one.article for one in Campaigns(session).assignments(campaign)}
        found = [case for id_ in sorted(ids) if (case := _case(session, id_, campaign, asked))]
    found = [case for case in found if case.article.id not in served or case.decided_in == campaign]
    return sorted(found, key=_first)


def _first(case: Case) -> tuple[bool, bool, float, str]:
    return case.state != "open", not case.disputed, case.contest.rank, case.article.id


def _case(session: Session, article_id: str, campaign: str, scheme: Scheme) -> Case | None:
    article = Articles(session).get(article_id)
    if article is None:
        return None
    standing = [one for one in Annotations(session).standing(article_id) if one.state == "current"]
    of_newest = [one for one in standing if one.article_revision == article.revision]
    current = readable(session, of_newest, article, scheme)
    people = of_people(current, campaign)
    earlier = newest_verdict(one for one in standing if one.article_revision < article.revision)
    verdict = newest_verdict(current)
    if not people and verdict is None and earlier is None:
        return None
    able = tuple(voters(people))
    disputes = Disputes(session).of(article_id, article.revision)
    return Case(
        article,
        able,
        contest(able, article, scheme),
        _decision(verdict, people),
        _decision(earlier, ()),
        tuple(one for one in disputes if one.settled is None),
    )


def _decision(verdict: Annotation | None, people: Sequence[Annotation]) -> Decision | None:
    if verdict is None:
        return None
    return Decision(
        annotation=verdict.id,
        campaign=verdict.campaign,
        by=verdict.annotator,
        signed_in_as=verdict.signed_in_as,
        at=verdict.updated_at,
        reason=verdict.answers.get(REASON),
        article_revision=verdict.article_revision,
        newer=sum(age(one) > age(verdict) for one in people),
    )


def _disputed(one: Dispute, article: Article) -> Mapping[str, Any]:
    words = one.span.cut(article.text)
    return {"label": one.label, "words": words, "why": one.why, "at": rfc3339(one.at)}


def _told(decision: Decision | None) -> Mapping[str, Any] | None:
    return None if decision is None else {**asdict(decision), "at": rfc3339(decision.at)}
