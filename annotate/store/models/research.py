"""What research asks of a campaign beside its annotations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import ANNOTATOR, Base
from annotate.store.types import now


class InclusionRow(Base):
    """How an article came into a campaign."""

    __tablename__ = "inclusions"

    campaign: Mapped[str] = mapped_column(
        ForeignKey("campaigns.name"), primary_key=True, doc="in which effort"
    )
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True, doc="which article")
    frame: Mapped[str] = mapped_column(doc="what it was drawn from: all, outlet NAME, or named by hand")
    size: Mapped[int] = mapped_column(doc="how many articles that was")
    probability: Mapped[float | None] = mapped_column(doc="its chance to come in; None where none was drawn")
    drawn_at: Mapped[datetime] = mapped_column(default=now, doc="when it came in")


class RoundRow(Base):
    """A stretch of a campaign in which annotators worked by the same guidelines and training."""

    __tablename__ = "rounds"

    campaign: Mapped[str] = mapped_column(
        ForeignKey("campaigns.name"), primary_key=True, doc="in which effort"
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, doc="counts from 1")
    title: Mapped[str] = mapped_column(doc="what the lead calls it")
    guidelines: Mapped[str] = mapped_column(doc="what annotators were given to read, as Markdown")
    sha256: Mapped[str] = mapped_column(doc="of the guidelines: their version")
    begun_at: Mapped[datetime] = mapped_column(default=now, doc="when it began")


class CovariateRow(Base):
    """Something about an annotator that they agreed to have used; deleted when they agree no more."""

    __tablename__ = "covariates"

    annotator: Mapped[str] = mapped_column(
        ForeignKey(ANNOTATOR, onupdate="CASCADE"), primary_key=True, doc="about whom"
    )
    name: Mapped[str] = mapped_column(primary_key=True, doc="what of them, such as years_in_trade")
    value: Mapped[str] = mapped_column(doc="a bin, such as 5-9")
    consented_at: Mapped[datetime] = mapped_column(default=now, doc="when they agreed")
