"""Annotators, campaigns, and who is to read what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import ANNOTATOR, Base, one_of, one_per
from annotate.store.types import now


class AnnotatorRow(Base):
    """Somebody, or the machine, that annotates."""

    __tablename__ = "annotators"
    __table_args__ = (one_per("uq_annotators_email", "email", where="email IS NOT NULL"),)

    slug: Mapped[str] = mapped_column(primary_key=True, doc="the name in commands, files and reports")
    email: Mapped[str | None] = mapped_column(doc="matches an account of Label Studio; None without one")
    name: Mapped[str | None] = mapped_column(doc="for people to read")
    forgotten_at: Mapped[datetime | None] = mapped_column(
        doc="when a pseudonym took the place of the name; None while it is one"
    )
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when the slug was first seen")


class CampaignRow(Base):
    """One labelling effort. The row `imports` is reserved for annotations that came without a campaign."""

    __tablename__ = "campaigns"
    __table_args__ = (one_of("state", "open", "closed"), one_of("depth", "full", "central"))

    name: Mapped[str] = mapped_column(primary_key=True, doc="the name in commands, files and reports")
    state: Mapped[str] = mapped_column(doc="open, or closed: no longer swept")
    scheme: Mapped[str] = mapped_column(doc="version of the scheme that it labels with")
    depth: Mapped[str] = mapped_column(doc="full, or central: central claims and their sources alone")
    each: Mapped[int | None] = mapped_column(doc="how many annotators read an article; None is all")
    sensitive: Mapped[bool] = mapped_column(
        default=False, doc="its texts may lead to a person: nothing publishes them unasked"
    )
    bare: Mapped[float] = mapped_column(default=0.0, doc="share of the tasks that show no pre-marks")
    seed: Mapped[int] = mapped_column(BigInteger, default=0, doc="of whatever is left to chance in it")
    queue: Mapped[str] = mapped_column(
        default="import", doc="what articles are served by, the first that tells two apart decides"
    )
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it was created")


class AssignmentRow(Base):
    """One article that one annotator is to read in one campaign."""

    __tablename__ = "assignments"
    __table_args__ = (one_of("state", "assigned", "done", "skipped"),)

    campaign: Mapped[str] = mapped_column(
        ForeignKey("campaigns.name"), primary_key=True, doc="in which effort"
    )
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True, doc="what to read")
    annotator: Mapped[str] = mapped_column(
        ForeignKey(ANNOTATOR, onupdate="CASCADE"), primary_key=True, doc="who reads"
    )
    state: Mapped[str] = mapped_column(default="assigned", doc="assigned, done or skipped")
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, doc="when the state last changed")
    flag: Mapped[str | None] = mapped_column(doc="the annotator's note to the lead, where there is one")
    flagged_at: Mapped[datetime | None] = mapped_column(doc="when it was written")
    skipped_why: Mapped[str | None] = mapped_column(doc="what the annotator said when they skipped it")


class NewsValueRow(Base):
    """How much an article matters to the lead of a campaign."""

    __tablename__ = "news_values"
    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 5", name="value"),)

    campaign: Mapped[str] = mapped_column(
        ForeignKey("campaigns.name"), primary_key=True, doc="in which effort"
    )
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True, doc="of what")
    value: Mapped[int] = mapped_column(doc="1 to 5, 5 the most")
    given_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, doc="when the lead said so")
