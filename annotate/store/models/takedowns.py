"""What was taken down, when and why: kept when the thing itself is gone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import Base, one_of
from annotate.store.types import now


class TakedownRow(Base):
    """One removal, erasure or forgetting; never changed. It quotes nothing and names no forgotten person."""

    __tablename__ = "takedowns"
    __table_args__ = (one_of("action", "removed", "erased", "forgotten"),)

    id: Mapped[int] = mapped_column(primary_key=True, doc="order of noting")
    action: Mapped[str] = mapped_column(doc="removed, erased (an article), or forgotten (an annotator)")
    subject: Mapped[str] = mapped_column(doc="the article's id, or the pseudonym")
    reason: Mapped[str] = mapped_column(default="", doc="why, as the lead said it")
    texts: Mapped[list[Any]] = mapped_column(doc="sha256 of each text of the article")
    annotations: Mapped[list[Any]] = mapped_column(doc="ids of the annotations that were withdrawn by it")
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it was done")
