"""What outlets were asked about reports on their articles, and what they answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from annotate.store.models import ReplyRow
from annotate.store.text import refuse_unstorable

_FEW = 500
"""Of so many articles at most the database is asked for theirs alone."""


@dataclass(frozen=True)
class Reply:
    """One step: the outlet was asked, or its answer was received.

    Attributes:
        article_revision: the text that stood when it was noted.
        day: when that was, as the lead says.
        step: `asked` or `received`.
        text: what was asked or answered, as it is to be shown; may be empty.
    """

    article: str
    article_revision: int
    step: str
    day: date
    text: str = ""

    def to_json(self) -> Mapping[str, str | int]:
        return {
            "step": self.step,
            "day": self.day.isoformat(),
            "article_revision": self.article_revision,
            "text": self.text,
        }


class Replies:
    """The replies of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, reply: Reply) -> None:
        """Keeps it, in the place of the same step of the same day.

        Raises:
            Refused: when the text holds what no database can.
        """
        refuse_unstorable(text=reply.text)
        self._session.merge(
            ReplyRow(
                article_id=reply.article,
                step=reply.step,
                day=reply.day,
                article_revision=reply.article_revision,
                text=reply.text,
            )
        )
        self._session.flush()

    def drop(self, article: str, day: date) -> int:
        """Takes away what was noted of that day; how many steps those were."""
        rows = self._session.scalars(
            select(ReplyRow).where(ReplyRow.article_id == article, ReplyRow.day == day)
        ).all()
        for row in rows:
            self._session.delete(row)
        self._session.flush()
        return len(rows)

    def of(self, articles: Collection[str]) -> dict[str, tuple[Reply, ...]]:
        """Article to its steps in the order of days, asked before received; without any it is not in it."""
        found: dict[str, list[Reply]] = defaultdict(list)
        few = ReplyRow.article_id.in_(articles) if len(articles) <= _FEW else true()
        for row in self._session.scalars(select(ReplyRow).where(few)):
            if row.article_id in articles:
                found[row.article_id].append(
                    Reply(row.article_id, row.article_revision, row.step, row.day, row.text)
                )
        return {
            id_: tuple(sorted(steps, key=lambda one: (one.day, one.step))) for id_, steps in found.items()
        }
