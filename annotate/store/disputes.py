"""Marks of readings that somebody disputes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from annotate.core import Span
from annotate.store.models import AnnotationRow, DisputeRow
from annotate.store.text import refuse_unstorable


@dataclass(frozen=True)
class Dispute:
    """Something said against a mark of the reading of one text.

    The mark is known by its label and its place: ids change when a reading is merged anew.

    Attributes:
        why: what is said against it.
        at: when it was noted; None until it is stored.
        settled: when the verdict that now stands was made, where that is newer; None while it is open.
    """

    article: str
    article_revision: int
    label: str
    span: Span
    why: str
    at: datetime | None = None
    settled: datetime | None = None


class Disputes:
    """The disputes of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, dispute: Dispute) -> None:
        """Keeps it.

        Raises:
            Refused: when the reason holds what no database can.
        """
        refuse_unstorable(why=dispute.why)
        self._session.add(
            DisputeRow(
                article_id=dispute.article,
                article_revision=dispute.article_revision,
                label=dispute.label,
                start_at=dispute.span.start,
                end_at=dispute.span.end,
                why=dispute.why,
            )
        )
        self._session.flush()

    def of(self, article: str, revision: int) -> tuple[Dispute, ...]:
        """Those of one text, in the order of noting."""
        query = select(DisputeRow).where(
            DisputeRow.article_id == article, DisputeRow.article_revision == revision
        )
        decided = self._decided(article, revision)
        return tuple(
            Dispute(
                *(article, revision, row.label, Span(row.start_at, row.end_at), row.why, row.created_at),
                settled=decided if decided and decided > row.created_at else None,
            )
            for row in self._session.scalars(query.order_by(DisputeRow.id))
        )

    def _decided(self, article: str, revision: int) -> datetime | None:
        """When the newest verdict on the text was made."""
        verdicts = select(func.max(AnnotationRow.updated_at)).where(
            AnnotationRow.article_id == article,
            AnnotationRow.article_revision == revision,
            AnnotationRow.origin == "verdict",
            AnnotationRow.state == "current",
        )
        return self._session.scalar(verdicts)
