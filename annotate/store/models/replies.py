"""What the outlet of an article says to a report on it, and what of the report is disputed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import Base, one_of
from annotate.store.types import now


def _of_a_text() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["article_id", "article_revision"], ["article_revisions.article_id", "article_revisions.revision"]
    )


class ReplyRow(Base):
    """A day on which an outlet was asked about a report, or answered."""

    __tablename__ = "replies"
    __table_args__ = (_of_a_text(), one_of("step", "asked", "received"))

    article_id: Mapped[str] = mapped_column(primary_key=True, doc="what the report is about")
    step: Mapped[str] = mapped_column(primary_key=True, doc="asked, or received")
    day: Mapped[date] = mapped_column(primary_key=True, doc="when, as the lead says")
    article_revision: Mapped[int] = mapped_column(doc="the text that stood when it was noted")
    text: Mapped[str] = mapped_column(doc="what was asked or answered, as it is to be shown; may be empty")
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it was noted")


class DisputeRow(Base):
    """A mark of a reading that somebody disputes; settled by the next verdict on the same text."""

    __tablename__ = "disputes"
    __table_args__ = (
        _of_a_text(),
        CheckConstraint("0 <= start_at AND start_at < end_at", name="span"),
        Index("ix_disputes_article_id", "article_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, doc="order of noting")
    article_id: Mapped[str] = mapped_column(doc="whose reading")
    article_revision: Mapped[int] = mapped_column(doc="which text the mark is on")
    label: Mapped[str] = mapped_column(doc="of the mark, such as SOURCE")
    start_at: Mapped[int] = mapped_column(doc="first code point of the mark")
    end_at: Mapped[int] = mapped_column(doc="code point after the mark")
    why: Mapped[str] = mapped_column(doc="what is said against it")
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it was noted")
