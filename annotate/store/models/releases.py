"""Frozen data sets, and what annotators are called in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import ANNOTATOR, Base, one_of
from annotate.store.types import now


class ReleaseRow(Base):
    """A data set as it was frozen; its content lies in a folder, known here by its hash."""

    __tablename__ = "releases"
    __table_args__ = (one_of("text", "none", "quotes", "full"),)

    name: Mapped[str] = mapped_column(primary_key=True, doc="the name in commands")
    version: Mapped[str] = mapped_column(doc="semantic version")
    manifest_sha256: Mapped[str] = mapped_column(doc="of manifest.json, which has the hash of every file")
    content_sha256: Mapped[str] = mapped_column(doc="of the rows, however they are written")
    campaign: Mapped[str] = mapped_column(doc="whose annotations alone, or empty for all")
    text: Mapped[str] = mapped_column(doc="how much of the articles' words it has")
    after: Mapped[str] = mapped_column(doc="the release it follows, or empty")
    folder: Mapped[str] = mapped_column(doc="where it was written")
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it was made")


class PseudonymRow(Base):
    """What an annotator is called in releases: given once, so that the next release says the same."""

    __tablename__ = "pseudonyms"
    __table_args__ = (UniqueConstraint("number"),)

    annotator: Mapped[str] = mapped_column(
        ForeignKey(ANNOTATOR, onupdate="CASCADE"), primary_key=True, doc="who it is"
    )
    number: Mapped[int] = mapped_column(doc="the number in the name, from 1")
