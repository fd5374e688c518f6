"""Gold articles, and to whom they were served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.core.errors import UsageError
from annotate.store.models import GoldRow, ServingRow


@dataclass(frozen=True)
class Serving:
    """A gold article that an annotator was given unmarked.

    Attributes:
        purpose: `qualification` (before anything else) or `hidden` (among the other work).
        served_at: None until it is stored.
    """

    campaign: str
    article: str
    annotator: str
    purpose: str
    served_at: datetime | None = None


class Gold:
    """The gold articles of one transaction. What their key says is the newest verdict on them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, article: str) -> bool:
        """Makes the article gold; False where it was gold already."""
        if self._session.get(GoldRow, article) is not None:
            return False
        self._session.add(GoldRow(article_id=article))
        self._session.flush()
        return True

    def remove(self, article: str) -> None:
        """It is served no more; what was served stays known.

        Raises:
            UsageError: when it is not gold.
        """
        row = self._session.get(GoldRow, article)
        if row is None:
            raise UsageError(f"article {article!r} is not gold", "see: annotate gold list")
        self._session.delete(row)
        self._session.flush()

    def all(self) -> dict[str, datetime]:
        """Each gold article and when it became one, in the order of the ids."""
        rows = self._session.scalars(select(GoldRow))
        return {row.article_id: row.added_at for row in sorted(rows, key=lambda row: row.article_id)}

    def serve(self, serving: Serving) -> None:
        """Notes that an annotator is given a gold article; once is enough."""
        key = (serving.campaign, serving.article, serving.annotator)
        if self._session.get(ServingRow, key) is None:
            names = ("campaign", "article_id", "annotator")
            self._session.add(ServingRow(**dict(zip(names, key, strict=True)), purpose=serving.purpose))
            self._session.flush()

    def servings(self, campaign: str | None = None) -> list[Serving]:
        """What was served, in one campaign or in all, in the order of serving."""
        query = select(ServingRow)
        if campaign is not None:
            query = query.where(ServingRow.campaign == campaign)
        rows = sorted(
            self._session.scalars(query),
            key=lambda row: (row.served_at, row.campaign, row.annotator, row.article_id),
        )
        return [
            Serving(row.campaign, row.article_id, row.annotator, row.purpose, row.served_at) for row in rows
        ]
