"""The log of what was taken down: releases tell their errata from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.store.models import TakedownRow
from annotate.store.text import storable

Action = Literal["removed", "erased", "forgotten"]


@dataclass(frozen=True)
class Takedown:
    """One entry of the log.

    Attributes:
        action: `removed` (an article got its tombstone), `erased` (its text was blanked) or `forgotten` (an
            annotator's name was replaced).
        subject: the article's id, or the pseudonym that took the name's place.
        reason: as the lead said it; empty where nothing was said.
        texts: sha256 of each text that the article has had.
        annotations: ids of those withdrawn by it.
    """

    id: int
    action: str
    subject: str
    reason: str
    texts: tuple[str, ...]
    annotations: tuple[str, ...]
    created_at: datetime


class Takedowns:
    """The log, in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(
        self,
        action: Action,
        subject: str,
        reason: str = "",
        *,
        texts: Iterable[str] = (),
        annotations: Iterable[str] = (),
    ) -> None:
        """Adds an entry, of this moment."""
        self._session.add(
            TakedownRow(
                action=action,
                subject=subject,
                reason=storable(reason),
                texts=sorted(set(texts)),
                annotations=sorted(annotations),
            )
        )
        self._session.flush()

    def all(self) -> list[Takedown]:
        """Every entry, in the order of noting."""
        rows = self._session.scalars(select(TakedownRow).order_by(TakedownRow.id))
        return [
            Takedown(
                id=row.id,
                action=row.action,
                subject=row.subject,
                reason=row.reason,
                texts=tuple(row.texts),
                annotations=tuple(row.annotations),
                created_at=row.created_at,
            )
            for row in rows
        ]
