"""The pre-marks that tasks went out with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import Base
from annotate.store.types import now


class OfferRow(Base):
    """Pre-marks as a task shows them, and what was kept back; never changed. Many tasks share one."""

    __tablename__ = "offers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["article_id", "article_revision"], ["article_revisions.article_id", "article_revisions.revision"]
        ),
    )

    sha256: Mapped[str] = mapped_column(primary_key=True, doc="of all that follows but the time")
    article_id: Mapped[str] = mapped_column(doc="what is marked")
    article_revision: Mapped[int] = mapped_column(doc="which text of it")
    model: Mapped[str] = mapped_column(doc="what made the marks, with its version")
    scheme: Mapped[str] = mapped_column(doc="version of the scheme they are of")
    shown: Mapped[str] = mapped_column(doc="marks and links of the labelling page, as canonical JSON")
    hidden: Mapped[str] = mapped_column(doc="marks and links that the model made and the page does not show")
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it was first sent")
