"""What could not be taken, kept as it came until somebody decides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from annotate.core.errors import UsageError
from annotate.store.models import QuarantineRow
from annotate.store.remote import Remote
from annotate.store.revisions import MOST
from annotate.store.text import storable
from annotate.store.types import now

LONGEST_REASON = 500
"""Characters; the payload has the rest."""


@dataclass(frozen=True)
class Quarantined:
    """A payload that could not be taken; the names are what it said itself, None where it did not say.

    Attributes:
        article_revision: which text the task showed; 0 where none is known.
        place: what in the payload was refused: a JSON pointer, `#ID` of a mark, or empty.
        state: `open`, `resolved` (taken after all, or overtaken) or `discarded`.
        decision: why it was discarded.
    """

    id: int
    source: str
    reason: str
    payload: bytes
    campaign: str | None
    article: str | None
    annotator: str | None
    remote: Remote | None
    article_revision: int
    place: str
    state: str
    decision: str
    created_at: datetime


class Quarantine:
    """The quarantine of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        source: str,
        reason: str,
        payload: bytes,
        *,
        campaign: str | None = None,
        article: str | None = None,
        annotator: str | None = None,
        article_revision: int = 0,
        remote: Remote | None = None,
        place: str = "",
    ) -> int:
        """Keeps a payload from `studio` or `import` and returns its number.

        The same open payload again is the same entry, with the reason of this time. An older payload of the
        same `remote` annotation is resolved: it was overtaken. However often a sweep meets it, one that was
        discarded stays so; one that was resolved is open again: it had been thought gone. A file that is
        imported again is meant again.
        """
        digest = sha256(payload).hexdigest()
        same = _open() if remote is None else select(QuarantineRow)
        row = self._session.scalar(same.filter_by(source=source, payload_sha256=digest).limit(1))
        if row is None:
            if remote is not None:
                self.settle(remote)
            row = QuarantineRow(source=source, payload=payload, payload_sha256=digest)
            self._session.add(row)
        elif row.state == "resolved" and remote is not None:
            self.settle(remote)
            row.state, row.resolved_at = "open", None
        row.reason = storable(reason[:LONGEST_REASON])
        row.campaign, row.annotator = storable(campaign), storable(annotator)
        row.article_id, row.article_revision, row.place = storable(article), article_revision, storable(place)
        if remote is not None:
            row.instance, row.remote_id = remote.instance, remote.annotation_id
            row.remote_created_at = remote.created_at
        self._session.flush()
        return row.id

    def all(self, open_only: bool = True) -> list[Quarantined]:
        """Entries in the order they came in."""
        query = _open() if open_only else select(QuarantineRow)
        return [_quarantined(row) for row in self._session.scalars(query.order_by(QuarantineRow.id))]

    def get(self, id_: int) -> Quarantined:
        """One entry, whatever its state.

        Raises:
            UsageError: when there is no such entry.
        """
        return _quarantined(self._row(id_))

    def resolve(self, id_: int) -> None:
        """Closes an entry: it was taken after all. Its payload is kept.

        Raises:
            UsageError: when there is no such entry.
        """
        row = self._row(id_)
        row.state, row.resolved_at = "resolved", now()
        self._session.flush()

    def discard(self, id_: int, reason: str) -> None:
        """Closes an entry: it is given up, and why. Its payload is kept.

        Raises:
            UsageError: when there is no such open entry, or no reason is given.
        """
        row = self._row(id_)
        if row.state != "open":
            raise UsageError(f"quarantined item {id_} is {row.state} already")
        if not reason.strip():
            raise UsageError("nothing is discarded without a reason", "say why: --reason TEXT")
        row.state, row.decision, row.resolved_at = "discarded", storable(reason.strip()), now()
        self._session.flush()

    def _row(self, id_: int) -> QuarantineRow:
        row = self._session.get(QuarantineRow, id_) if 0 < id_ <= MOST else None
        if row is None:
            raise UsageError(f"no quarantined item {id_}", "see: annotate annotations quarantine")
        return row

    def waiting(self, remotes: Collection[Remote]) -> set[Remote]:
        """Which of these remote annotations have an open entry."""
        query = _open().where(QuarantineRow.remote_id.in_({one.annotation_id for one in remotes}))
        found = query.with_only_columns(
            QuarantineRow.instance, QuarantineRow.remote_id, QuarantineRow.remote_created_at
        )
        rows = self._session.execute(found)
        return {Remote(instance, number, at) for instance, number, at in rows if at} & set(remotes)

    def settle(self, remote: Remote, annotator: str | None = None) -> None:
        """Closes the open entries of a remote annotation that has now been taken, or changed, or gone.

        With `annotator` those of that annotator's desk alone: a task may have been moved to another.
        """
        closing = (
            update(QuarantineRow)
            .where(QuarantineRow.state == "open", QuarantineRow.instance == remote.instance)
            .where(QuarantineRow.remote_id == remote.annotation_id)
            .where(QuarantineRow.remote_created_at == remote.created_at)
        )
        if annotator is not None:
            closing = closing.where(QuarantineRow.annotator == annotator)
        self._session.execute(closing.values(state="resolved", resolved_at=now()))


def _open() -> Select[QuarantineRow]:
    return select(QuarantineRow).where(QuarantineRow.state == "open")


def _quarantined(row: QuarantineRow) -> Quarantined:
    moment = row.remote_created_at
    return Quarantined(
        id=row.id,
        source=row.source,
        reason=row.reason,
        payload=row.payload,
        campaign=row.campaign or None,
        article=row.article_id or None,
        annotator=row.annotator or None,
        remote=None if moment is None else Remote(row.instance, row.remote_id, moment),
        article_revision=row.article_revision,
        place=row.place,
        state=row.state,
        decision=row.decision,
        created_at=row.created_at,
    )
