"""Marks and links of current contents as rows to query; made from the bodies and rebuildable from them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import Base


class MarkRow(Base):
    """A mark of the newest content of a current annotation."""

    __tablename__ = "marks"
    __table_args__ = (
        CheckConstraint("0 <= start_at AND start_at < end_at", name="span"),
        Index("ix_marks_label", "label"),
    )

    annotation_id: Mapped[str] = mapped_column(
        ForeignKey("annotations.id"), primary_key=True, doc="whose mark"
    )
    mark_id: Mapped[str] = mapped_column(primary_key=True, doc="unique within the annotation")
    label: Mapped[str] = mapped_column(doc="what it is, such as SOURCE")
    start_at: Mapped[int] = mapped_column(doc="first code point of the span")
    end_at: Mapped[int] = mapped_column(doc="code point after the span")
    origin: Mapped[str | None] = mapped_column(doc="manual, prediction or prediction-changed, where known")
    confidence: Mapped[float | None] = mapped_column(doc="the machine's own, 0 to 1")
    kind: Mapped[str | None] = mapped_column(doc="of an assertion, where chosen")
    weight: Mapped[str | None] = mapped_column(doc="of an assertion, where chosen")
    identity: Mapped[str | None] = mapped_column(doc="of a source, where chosen")
    standing: Mapped[str | None] = mapped_column(doc="of a source, where chosen")
    reason: Mapped[str | None] = mapped_column(doc="of an unnamed source, where chosen")
    number: Mapped[str | None] = mapped_column(doc="of an unnamed source, where chosen")
    stance: Mapped[str | None] = mapped_column(doc="of a cue, where chosen")
    type: Mapped[str | None] = mapped_column(doc="of a hedge or of noise, where chosen")
    attributes: Mapped[dict[str, Any]] = mapped_column(doc="a team's own attributes")


class LinkRow(Base):
    """A link of the newest content of a current annotation."""

    __tablename__ = "links"
    __table_args__ = (
        ForeignKeyConstraint(["annotation_id", "from_mark"], ["marks.annotation_id", "marks.mark_id"]),
        ForeignKeyConstraint(["annotation_id", "to_mark"], ["marks.annotation_id", "marks.mark_id"]),
    )

    annotation_id: Mapped[str] = mapped_column(primary_key=True, doc="whose link")
    type: Mapped[str] = mapped_column(primary_key=True, doc="such as attributed_to")
    from_mark: Mapped[str] = mapped_column(primary_key=True, doc="the mark it starts from")
    to_mark: Mapped[str] = mapped_column(primary_key=True, doc="the mark it leads to")
    origin: Mapped[str | None] = mapped_column(doc="inferred where nobody drew it")
