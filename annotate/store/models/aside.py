"""What stands beside the truth: payloads that could not be taken, and what could be made again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import Base, one_of
from annotate.store.types import now


class QuarantineRow(Base):
    """An annotation that could not be taken, as the bytes it came in, with the reason.

    Campaign, article and annotator are what the payload said and may name nothing that we know.
    """

    __tablename__ = "quarantine"
    __table_args__ = (
        one_of("source", "studio", "import"),
        one_of("state", "open", "resolved", "discarded"),
        Index("ix_quarantine_payload_sha256", "payload_sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, doc="the number in commands")
    source: Mapped[str] = mapped_column(doc="studio or import")
    reason: Mapped[str] = mapped_column(doc="why it could not be taken")
    payload: Mapped[bytes] = mapped_column(LargeBinary, doc="exactly what came in; empty once erased")
    payload_sha256: Mapped[str] = mapped_column(doc="of the payload: the same one is kept once")
    campaign: Mapped[str] = mapped_column(default="", doc="as the payload said, or empty")
    article_id: Mapped[str] = mapped_column(default="", doc="as the payload said, or empty")
    annotator: Mapped[str] = mapped_column(default="", doc="as the payload said, or empty")
    article_revision: Mapped[int] = mapped_column(
        default=0, doc="which text of the article the task showed; 0 where none is known"
    )
    place: Mapped[str] = mapped_column(
        default="", doc="what in the payload was refused: a JSON pointer, #ID of a mark, or empty"
    )
    instance: Mapped[str] = mapped_column(default="", doc="the Label Studio it came from, or empty")
    remote_id: Mapped[int] = mapped_column(BigInteger, default=0, doc="its number there")
    remote_created_at: Mapped[datetime | None] = mapped_column(doc="its creation time there")
    state: Mapped[str] = mapped_column(default="open", doc="open, resolved (taken or overtaken) or discarded")
    decision: Mapped[str] = mapped_column(default="", doc="why it was discarded")
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it came in")
    resolved_at: Mapped[datetime | None] = mapped_column(doc="when it was no longer open")


class ScoreRow(Base):
    """A score, kept under the hash of what it was made from; may be deleted at any time."""

    __tablename__ = "scores"

    article_id: Mapped[str] = mapped_column(primary_key=True, doc="what was scored")
    article_revision: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, doc="which text of it"
    )
    campaign: Mapped[str] = mapped_column(primary_key=True, doc="whose readings alone, or empty for all")
    reading_sha256: Mapped[str] = mapped_column(primary_key=True, doc="of all that went in")
    rubric: Mapped[str] = mapped_column(primary_key=True, doc="version of the rubric")
    body: Mapped[str] = mapped_column(doc="the score as canonical JSON")
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it was made")


class EstimateRow(Base):
    """How a campaign's annotators err and differ, as it was last worked out; may be deleted at any time."""

    __tablename__ = "estimates"

    campaign: Mapped[str] = mapped_column(primary_key=True, doc="whose readings alone, or empty for all")
    made_from: Mapped[str] = mapped_column(doc="hash of all that went in")
    body: Mapped[str] = mapped_column(doc="the estimates as canonical JSON")
    created_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, doc="when they were worked out")
