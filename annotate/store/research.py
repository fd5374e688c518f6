"""What research asks of a campaign beside its annotations: how it was drawn, its rounds, who annotates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from annotate.core.errors import UsageError
from annotate.store.models import AnnotatorRow, CovariateRow, InclusionRow, RoundRow
from annotate.store.text import refuse_unstorable
from annotate.store.types import now


@dataclass(frozen=True)
class Frame:
    """What articles were drawn from.

    Attributes:
        name: `all`, `outlet NAME`, or `named`: chosen by hand.
        size: how many articles that was.
        probability: each article's chance to come in; None where it was chosen by hand.
    """

    name: str
    size: int
    probability: float | None


@dataclass(frozen=True)
class Inclusion:
    """How an article came into a campaign."""

    article: str
    frame: Frame
    drawn_at: datetime


@dataclass(frozen=True)
class Round:
    """A stretch of a campaign under the same guidelines and training; `sha256` is the guidelines' version."""

    number: int
    title: str
    guidelines: str
    sha256: str
    begun_at: datetime


class Inclusions:
    """How articles came into campaigns, in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, campaign: str, articles: Iterable[str], frame: Frame) -> None:
        """Notes it of articles that are new in the campaign; of the others what was noted stands."""
        for article in articles:
            if self._session.get(InclusionRow, (campaign, article)) is None:
                row = InclusionRow(campaign=campaign, article_id=article, frame=frame.name, size=frame.size)
                row.probability = frame.probability
                self._session.add(row)
        self._session.flush()

    def of(self, campaign: str) -> list[Inclusion]:
        """A campaign's, ordered by article."""
        rows = self._session.scalars(select(InclusionRow).where(InclusionRow.campaign == campaign))
        found = [
            Inclusion(row.article_id, Frame(row.frame, row.size, row.probability), row.drawn_at)
            for row in rows
        ]
        return sorted(found, key=lambda one: one.article)


class Rounds:
    """The rounds of campaigns, in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, campaign: str, title: str, guidelines: str) -> Round:
        """Begins the next round now."""
        refuse_unstorable(round=title, guidelines=guidelines)
        row = RoundRow(
            campaign=campaign,
            number=len(self.of(campaign)) + 1,
            title=title,
            guidelines=guidelines,
            sha256=sha256(guidelines.encode("utf-8")).hexdigest(),
            begun_at=now(),
        )
        self._session.add(row)
        self._session.flush()
        return _round(row)

    def of(self, campaign: str) -> list[Round]:
        """A campaign's, in their order."""
        rows = self._session.scalars(select(RoundRow).where(RoundRow.campaign == campaign))
        return sorted(map(_round, rows), key=lambda one: one.number)


class Covariates:
    """What annotators agreed to have said of them, in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def agreed(self, annotator: str, values: Mapping[str, str]) -> None:
        """Keeps what an annotator agrees to, over what was kept under the same names.

        Raises:
            UsageError: when there is no such annotator.
        """
        if self._session.get(AnnotatorRow, annotator) is None:
            raise UsageError(f"no annotator {annotator!r}", "see: annotate annotators list")
        refuse_unstorable(**values)
        for name, value in values.items():
            self._session.merge(CovariateRow(annotator=annotator, name=name, value=value, consented_at=now()))
        self._session.flush()

    def withdrawn(self, annotator: str) -> int:
        """Forgets all that is kept of an annotator; how many there were."""
        mine = CovariateRow.annotator == annotator
        count = len(self._session.scalars(select(CovariateRow).where(mine)).all())
        self._session.execute(delete(CovariateRow).where(mine))
        return count

    def all(self) -> Mapping[str, Mapping[str, str]]:
        """Annotator to name to value."""
        out: dict[str, dict[str, str]] = {}
        for row in self._session.scalars(select(CovariateRow)):
            out.setdefault(row.annotator, {})[row.name] = row.value
        return {who: dict(sorted(values.items())) for who, values in sorted(out.items())}


def _round(row: RoundRow) -> Round:
    return Round(row.number, row.title, row.guidelines, row.sha256, row.begun_at)
