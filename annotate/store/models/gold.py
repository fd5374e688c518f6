"""Gold: adjudicated articles by which annotators are measured, and who was served which."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import ANNOTATOR, Base, one_of
from annotate.store.types import now


class GoldRow(Base):
    """An article whose verdict is the key. The verdict itself is the newest one on its newest text."""

    __tablename__ = "gold"

    article_id: Mapped[str] = mapped_column(
        ForeignKey("articles.id"), primary_key=True, doc="what was adjudicated"
    )
    added_at: Mapped[datetime] = mapped_column(default=now, doc="when a lead made it gold")


class ServingRow(Base):
    """A gold article that an annotator was given, without being told that it is one."""

    __tablename__ = "gold_servings"
    __table_args__ = (one_of("purpose", "qualification", "hidden"),)

    campaign: Mapped[str] = mapped_column(
        ForeignKey("campaigns.name"), primary_key=True, doc="in which effort"
    )
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True, doc="what to read")
    annotator: Mapped[str] = mapped_column(
        ForeignKey(ANNOTATOR, onupdate="CASCADE"), primary_key=True, doc="who reads"
    )
    purpose: Mapped[str] = mapped_column(
        doc="qualification: before anything else; hidden: among the other work"
    )
    served_at: Mapped[datetime] = mapped_column(default=now, doc="when it was assigned")
