"""The cache of how annotators err and differ: what is missing here can always be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from annotate.core.codec import canonical_json
from annotate.store.models import EstimateRow


class Estimates:
    """The estimates of one transaction, the newest of each campaign."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, campaign: str | None, made_from: str) -> dict[str, Any] | None:
        """The stored estimates if they were made from just that, else None; `campaign` None means all."""
        row = self._session.get(EstimateRow, campaign or "")
        return dict(json.loads(row.body)) if row is not None and row.made_from == made_from else None

    def put(self, campaign: str | None, made_from: str, body: Mapping[str, Any]) -> None:
        """Stores estimates in the place of the campaign's older ones."""
        row = EstimateRow(campaign=campaign or "", made_from=made_from, body=canonical_json(body))
        self._session.merge(row)
        self._session.flush()
