"""Annotations and their immutable contents: the truth that everything else is made from."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import ANNOTATOR, Base, one_of, one_per
from annotate.store.types import now

NOWHERE = datetime(1970, 1, 1, tzinfo=UTC)
"""The remote creation time of what is not in Label Studio: a key holds no NULL."""


class AnnotationRow(Base):
    """Who read which text in which campaign, and whether that reading stands; never deleted."""

    __tablename__ = "annotations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["article_id", "article_revision"], ["article_revisions.article_id", "article_revisions.revision"]
        ),
        one_of("state", "current", "superseded", "withdrawn"),
        one_of("origin", "studio", "import", "machine", "verdict", "consensus"),
        one_per(
            "uq_annotations_current",
            *("article_id", "article_revision", "campaign", "annotator"),
            where="state = 'current' AND origin <> 'verdict'",
        ),
        one_per(
            "uq_annotations_current_verdict",
            *("article_id", "article_revision", "campaign"),
            where="state = 'current' AND origin = 'verdict'",
        ),
        one_per(
            "uq_annotations_remote",
            *("instance", "remote_id", "remote_created_at"),
            where="instance <> ''",
        ),
        Index("ix_annotations_campaign_annotator", "campaign", "annotator"),
        Index("ix_annotations_article_id", "article_id", "campaign", "annotator"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, doc="derived from the key, or as it was imported")
    article_id: Mapped[str] = mapped_column(doc="what was read")
    article_revision: Mapped[int] = mapped_column(doc="which text of it the spans refer to")
    campaign: Mapped[str] = mapped_column(ForeignKey("campaigns.name"), doc="`imports` where there was none")
    annotator: Mapped[str] = mapped_column(
        ForeignKey(ANNOTATOR, onupdate="CASCADE"), doc="whose reading it is"
    )
    origin: Mapped[str] = mapped_column(doc="studio, import, machine, verdict or consensus")
    state: Mapped[str] = mapped_column(doc="current, superseded by a newer one, or withdrawn")
    revision: Mapped[int] = mapped_column(doc="number of its newest content")
    instance: Mapped[str] = mapped_column(
        default="", doc="the Label Studio it lives in; empty outside of one"
    )
    remote_id: Mapped[int] = mapped_column(BigInteger, default=0, doc="its number there")
    remote_created_at: Mapped[datetime] = mapped_column(
        default=NOWHERE, doc="its creation time there, since numbers are used again"
    )
    created_at: Mapped[datetime] = mapped_column(doc="when it was begun")
    updated_at: Mapped[datetime] = mapped_column(
        doc="when it was last saved, with new content or not; the newest one stands"
    )


class AnnotationRevisionRow(Base):
    """One content that an annotation has had; never changed."""

    __tablename__ = "annotation_revisions"

    annotation_id: Mapped[str] = mapped_column(
        ForeignKey("annotations.id"), primary_key=True, doc="whose content it is"
    )
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, doc="counts from 1")
    body: Mapped[str] = mapped_column(doc="marks, links and answers as canonical JSON")
    content_sha256: Mapped[str] = mapped_column(doc="of the body and the hash of the text it is about")
    scheme: Mapped[str] = mapped_column(doc="version of the scheme it was made with")
    signed_in_as: Mapped[str | None] = mapped_column(doc="the account that made it, where known")
    seconds: Mapped[float | None] = mapped_column(doc="time spent, as the labelling page measured it")
    updated_at: Mapped[datetime] = mapped_column(doc="when this content was made")
    recorded_at: Mapped[datetime] = mapped_column(default=now, doc="when it was stored here")
