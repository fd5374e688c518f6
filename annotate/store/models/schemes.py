"""Versions of the scheme that were labelled with, and campaigns that changed theirs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import Base
from annotate.store.types import now


class SchemeRow(Base):
    """A version of the scheme, as it was when it was first used here; never changed."""

    __tablename__ = "schemes"

    version: Mapped[str] = mapped_column(primary_key=True, doc="as its file says")
    body: Mapped[str] = mapped_column(doc="the file's data as canonical JSON")
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it was first used here")


class UpgradeRow(Base):
    """A campaign that went from one version of the scheme to another."""

    __tablename__ = "upgrades"

    id: Mapped[int] = mapped_column(primary_key=True, doc="order of upgrading")
    campaign: Mapped[str] = mapped_column(ForeignKey("campaigns.name"), doc="which effort")
    before: Mapped[str] = mapped_column(doc="what it labelled with until then")
    after: Mapped[str] = mapped_column(doc="what it labels with since")
    lost: Mapped[int] = mapped_column(doc="how much that had been chosen was given up for it")
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it was done")
