"""Versions of the scheme, kept as data: an annotation outlives the file that it was made with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.core.codec import canonical_json
from annotate.core.errors import UsageError
from annotate.store.models import CampaignRow, SchemeRow, UpgradeRow


class Schemes:
    """The schemes of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, version: str) -> Mapping[str, Any] | None:
        """The data of a version; None where it was never used here."""
        row = self._session.get(SchemeRow, version)
        return None if row is None else dict(json.loads(row.body))

    def all(self) -> dict[str, Mapping[str, Any]]:
        """The data of every version, ordered by version."""
        rows = self._session.scalars(select(SchemeRow).order_by(SchemeRow.version))
        return {row.version: dict(json.loads(row.body)) for row in rows}

    def add(self, version: str, data: Mapping[str, Any]) -> None:
        """Keeps a version that is not kept yet."""
        self._session.add(SchemeRow(version=version, body=canonical_json(data)))
        self._session.flush()

    def earlier(self, campaign: str) -> list[str]:
        """The versions that a campaign labelled with before its present one, the oldest first."""
        query = select(UpgradeRow.before).where(UpgradeRow.campaign == campaign)
        return list(dict.fromkeys(self._session.scalars(query.order_by(UpgradeRow.id))))

    def upgrade(self, campaign: str, after: str, lost: int) -> None:
        """Notes that a campaign labels with `after` from now on; `lost` says how much was given up for it.

        Raises:
            UsageError: when there is no such campaign.
        """
        row = self._session.get(CampaignRow, campaign)
        if row is None:
            raise UsageError(f"no campaign {campaign!r}", "see: annotate campaign list")
        self._session.add(UpgradeRow(campaign=campaign, before=row.scheme, after=after, lost=lost))
        row.scheme = after
        self._session.flush()
