"""What is to be written to Label Studio, noted before it is sent.

An intent goes `pending`, `sent`, `confirmed`. Each step is committed before the next begins, so a process
that dies leaves either an intent that never went out or one marked `sent`, of which Label Studio is asked
whether it arrived before it is sent again.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.core.errors import UsageError
from annotate.store.models import OutboxRow
from annotate.store.tasks import Task, Tasks


@dataclass(frozen=True)
class Intent:
    """A task that is to be made; `state` is `pending`, `sent` or `confirmed`."""

    id: int
    campaign: str
    article: str
    article_revision: int
    annotator: str
    project: int
    payload_sha256: str
    state: str


class Outbox:
    """The intents of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def enqueue(
        self,
        campaign: str,
        article: str,
        article_revision: int,
        annotator: str,
        project: int,
        payload_sha256: str,
    ) -> int:
        """Notes a task that is to be made in `project` and returns the intent's number.

        The same one again is the same intent: one that is `sent` stays so until it is known what became of
        it, a confirmed one is due again (its task has gone, or it would not be noted).
        """
        key = {"campaign": campaign, "annotator": annotator, "project": project}
        what = {"article_id": article, "article_revision": article_revision}
        row = self._session.scalar(select(OutboxRow).filter_by(**key, **what))
        if row is None:
            row = OutboxRow(**key, **what, state="pending")
            self._session.add(row)
        if row.state != "sent":
            row.state, row.payload_sha256, row.task_id = "pending", payload_sha256, None
        self._session.flush()
        return row.id

    def pending(self, campaign: str) -> list[Intent]:
        """What is not confirmed, in the order it was noted: `pending` ones and `sent` ones."""
        query = select(OutboxRow).where(OutboxRow.campaign == campaign, OutboxRow.state != "confirmed")
        return [_intent(row) for row in self._session.scalars(query.order_by(OutboxRow.id))]

    def sent(self, id_: int, offer: str | None = None) -> None:
        """To be committed before the request goes out: from now on it may have arrived.

        `offer` is the number of what `Offers.add` stored: the pre-marks that it goes out with.
        """
        row = self._row(id_)
        row.state, row.offer = "sent", offer
        self._session.flush()

    def confirmed(self, id_: int, task: Task) -> None:
        """It was read back from Label Studio as this task."""
        row = self._row(id_)
        row.task_id, row.state = Tasks(self._session).add(task), "confirmed"
        self._session.flush()

    def returned(self, id_: int) -> None:
        """Label Studio was asked and does not have it: it is to be sent again."""
        self._row(id_).state = "pending"
        self._session.flush()

    def drop(self, id_: int) -> None:
        """Forgets an intent that nobody wants any more."""
        self._session.delete(self._row(id_))
        self._session.flush()

    def _row(self, id_: int) -> OutboxRow:
        row = self._session.get(OutboxRow, id_)
        if row is None:
            raise UsageError(f"no intent {id_} in the outbox")
        return row


def _intent(row: OutboxRow) -> Intent:
    return Intent(
        id=row.id,
        campaign=row.campaign,
        article=row.article_id,
        article_revision=row.article_revision,
        annotator=row.annotator,
        project=row.project,
        payload_sha256=row.payload_sha256,
        state=row.state,
    )
