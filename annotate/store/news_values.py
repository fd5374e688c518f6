"""How much articles matter to the lead of a campaign."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.store.models import NewsValueRow


class NewsValues:
    """The news values of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def give(self, campaign: str, article: str, value: int | None) -> None:
        """Keeps a value from 1 to 5, in the place of an earlier one; None takes it away."""
        row = self._session.get(NewsValueRow, (campaign, article))
        if value is None and row is not None:
            self._session.delete(row)
        elif value is not None and row is not None:
            row.value = value
        elif value is not None:
            self._session.add(NewsValueRow(campaign=campaign, article_id=article, value=value))
        self._session.flush()

    def of(self, campaign: str) -> Mapping[str, int]:
        """Article to value; those that were given none are not in it."""
        rows = self._session.scalars(select(NewsValueRow).where(NewsValueRow.campaign == campaign))
        return {row.article_id: row.value for row in rows}
