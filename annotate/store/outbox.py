"""What is to be written to Label Studio, noted before it is sent.

An intent goes `pending`, `sent`, `confirmed`. Each step is committed before the next begins, so a process
that dies leaves either an intent that never went out or one marked `sent`, of which Label Studio is asked
whether it arrived before it is sent again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
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

    def enqueue_all(
        self, campaign: str, annotator: str, project: int, texts: Mapping[tuple[str, int], str]
    ) -> list[int]:
        """Notes tasks that are to be made on one desk and returns their intents' numbers.

        The same one again is the same intent: one that is `sent` stays so until it is known what became of
        it, a confirmed one is due again (its task has gone, or it would not be noted).

        Args:
            texts: (article, revision) to the hash of what is to be sent.
        """
        key = {"campaign": campaign, "annotator": annotator, "project": project}
        known = self._session.scalars(select(OutboxRow).filter_by(**key))
        rows = {(row.article_id, row.article_revision): row for row in known}
        for (article, revision), sha256 in texts.items():
            row = rows.get((article, revision))
            if row is None:
                row = OutboxRow(**key, article_id=article, article_revision=revision, state="pending")
                self._session.add(row)
                rows[article, revision] = row
            if row.state != "sent":
                row.state, row.payload_sha256, row.task_id = "pending", sha256, None
        self._session.flush()
        return [rows[text].id for text in texts]

    def pending(self, campaign: str) -> list[Intent]:
        """What is not confirmed, in the order it was noted: `pending` ones and `sent` ones."""
        query = select(OutboxRow).where(OutboxRow.campaign == campaign, OutboxRow.state != "confirmed")
        return [_intent(row) for row in self._session.scalars(query.order_by(OutboxRow.id))]

    def sent(self, offers: Mapping[int, str | None]) -> None:
        """To be committed before the request goes out: from now on these intents may have arrived.

        Each with the number of what `Offers.add` stored, the pre-marks that it goes out with.
        """
        for id_, row in self._rows(offers).items():
            row.state, row.offer = "sent", offers[id_]
        self._session.flush()

    def confirmed(self, tasks: Mapping[int, Task]) -> None:
        """These were read back from Label Studio as these tasks."""
        rows = self._rows(tasks)
        for id_, number in zip(tasks, Tasks(self._session).add_all(list(tasks.values())), strict=True):
            rows[id_].task_id, rows[id_].state = number, "confirmed"
        self._session.flush()

    def drop(self, id_: int) -> None:
        """Forgets an intent that nobody wants any more."""
        self._session.delete(self._row(id_))
        self._session.flush()

    def _row(self, id_: int) -> OutboxRow:
        return self._rows([id_])[id_]

    def _rows(self, ids: Collection[int]) -> dict[int, OutboxRow]:
        rows = {row.id: row for row in self._session.scalars(select(OutboxRow).where(OutboxRow.id.in_(ids)))}
        if missing := set(ids) - rows.keys():
            raise UsageError(f"no intent {min(missing)} in the outbox")
        return rows


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
