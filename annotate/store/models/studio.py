"""What we keep about Label Studio: projects, tasks, what is to be written there, how far we have read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import ANNOTATOR, Base, one_of, one_per
from annotate.store.types import now


class DeskRow(Base):
    """One annotator's Label Studio project in a campaign, or the one where its differences are decided."""

    __tablename__ = "desks"
    __table_args__ = (
        one_of("state", "open", "closed", "gone"),
        one_of("purpose", "labelling", "adjudication"),
        one_per("uq_desks_project", "instance", "project", where="state <> 'gone'"),
        one_per("uq_desks_adjudication", "campaign", where="purpose = 'adjudication'"),
    )

    campaign: Mapped[str] = mapped_column(
        ForeignKey("campaigns.name"), primary_key=True, doc="in which effort"
    )
    annotator: Mapped[str] = mapped_column(
        ForeignKey(ANNOTATOR, onupdate="CASCADE"), primary_key=True, doc="whose desk"
    )
    instance: Mapped[str] = mapped_column(doc="which Label Studio")
    project: Mapped[int] = mapped_column(BigInteger, doc="the project's number there")
    url: Mapped[str] = mapped_column(doc="where the annotator opens it")
    state: Mapped[str] = mapped_column(doc="open, closed, or gone: deleted in Label Studio")
    purpose: Mapped[str] = mapped_column(
        default="labelling", doc="labelling, or adjudication: one a campaign"
    )
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it was opened")


class TaskRow(Base):
    """One article on one desk. Label Studio uses task numbers again, so the creation time is in the key."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("instance", "project", "task", "created_at"),
        ForeignKeyConstraint(
            ["article_id", "article_revision"], ["article_revisions.article_id", "article_revisions.revision"]
        ),
        one_of("state", "present", "gone"),
        Index("ix_tasks_campaign_annotator", "campaign", "annotator"),
        Index("ix_tasks_article_id", "article_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, doc="ours; the key is below")
    instance: Mapped[str] = mapped_column(doc="which Label Studio")
    project: Mapped[int] = mapped_column(BigInteger, doc="the project's number there")
    task: Mapped[int] = mapped_column(BigInteger, doc="the task's number there")
    created_at: Mapped[datetime] = mapped_column(doc="when Label Studio made the task")
    campaign: Mapped[str] = mapped_column(ForeignKey("campaigns.name"), doc="in which effort")
    article_id: Mapped[str] = mapped_column(doc="what it shows")
    article_revision: Mapped[int] = mapped_column(doc="which text of it")
    annotator: Mapped[str] = mapped_column(
        ForeignKey(ANNOTATOR, onupdate="CASCADE"), doc="whose desk it lies on"
    )
    state: Mapped[str] = mapped_column(doc="present, or gone: no longer in Label Studio")


class OutboxRow(Base):
    """A task that is to be written to Label Studio, noted before it is sent."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint(
            "campaign", "annotator", "project", "article_id", "article_revision", name="uq_outbox_intent"
        ),
        ForeignKeyConstraint(
            ["article_id", "article_revision"], ["article_revisions.article_id", "article_revisions.revision"]
        ),
        one_of("state", "pending", "sent", "confirmed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, doc="order of noting")
    campaign: Mapped[str] = mapped_column(ForeignKey("campaigns.name"), doc="in which effort")
    annotator: Mapped[str] = mapped_column(ForeignKey(ANNOTATOR, onupdate="CASCADE"), doc="for whose desk")
    project: Mapped[int] = mapped_column(BigInteger, doc="the project's number in Label Studio")
    article_id: Mapped[str] = mapped_column(doc="what is to be shown")
    article_revision: Mapped[int] = mapped_column(doc="which text of it")
    payload_sha256: Mapped[str] = mapped_column(doc="of the task as it is to be sent")
    state: Mapped[str] = mapped_column(
        doc="pending, sent (it may have arrived), or confirmed by reading it back"
    )
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), doc="what it became, once confirmed")
    offer: Mapped[str | None] = mapped_column(ForeignKey("offers.sha256"), doc="what it went out with")
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, doc="when the state last changed")


class CursorRow(Base):
    """How far a desk has been read."""

    __tablename__ = "cursors"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campaign", "annotator"], ["desks.campaign", "desks.annotator"], onupdate="CASCADE"
        ),
    )

    campaign: Mapped[str] = mapped_column(primary_key=True, doc="the desk's campaign")
    annotator: Mapped[str] = mapped_column(primary_key=True, doc="the desk's annotator")
    instance: Mapped[str] = mapped_column(primary_key=True, doc="the Label Studio that was read")
    project: Mapped[int] = mapped_column(
        BigInteger,
        primary_key=True,
        autoincrement=False,
        doc="the project that was read: a new one starts anew",
    )
    watermark: Mapped[datetime] = mapped_column(doc="the server's time when the last sweep began")
    whole_at: Mapped[datetime] = mapped_column(doc="the same of the last sweep that read every task")
