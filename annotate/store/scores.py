"""The cache of scores: what is missing here can always be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.core.codec import canonical_json
from annotate.store.models import ScoreRow


class Scores:
    """The scores of one transaction, each under the hash of all that it was made from."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(
        self, article: str, article_revision: int, campaign: str | None, reading_sha256: str, rubric: str
    ) -> dict[str, Any] | None:
        """The stored score, or None; `campaign` None or empty means the readings of all campaigns."""
        key = (article, article_revision, campaign or "", reading_sha256, rubric)
        row = self._session.get(ScoreRow, key)
        return None if row is None else dict(json.loads(row.body))

    def among(
        self, places: Mapping[str, str], campaign: str | None, rubric: str
    ) -> dict[str, dict[str, Any]]:
        """Article to its stored score, of those that have one under the hash that `places` gives."""
        row = ScoreRow
        found = self._session.execute(
            select(row.article_id, row.reading_sha256, row.body).where(
                row.article_id.in_(places),
                row.reading_sha256.in_(places.values()),
                row.campaign == (campaign or ""),
                row.rubric == rubric,
            )
        )
        return {id_: dict(json.loads(body)) for id_, sha256, body in found if places[id_] == sha256}

    def put(
        self,
        article: str,
        article_revision: int,
        campaign: str | None,
        reading_sha256: str,
        rubric: str,
        body: Mapping[str, Any],
    ) -> None:
        """Stores a score, over one that was stored under the same key."""
        row = ScoreRow(
            article_id=article,
            article_revision=article_revision,
            campaign=campaign or "",
            reading_sha256=reading_sha256,
            rubric=rubric,
            body=canonical_json(body),
        )
        self._session.merge(row)
        self._session.flush()
