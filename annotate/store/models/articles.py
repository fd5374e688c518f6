"""Articles and the texts they have had."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import Base, one_per
from annotate.store.types import now


class ArticleRow(Base):
    """What stays the same while an article's text changes."""

    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(primary_key=True, doc="identity across revisions")
    path: Mapped[str | None] = mapped_column(doc="the file it came from, where it came from one")
    removed_at: Mapped[datetime | None] = mapped_column(doc="the tombstone; None while the article stands")
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when it was first added")


class ArticleRevisionRow(Base):
    """One text of an article, as it was read then; only an erasure changes it later."""

    __tablename__ = "article_revisions"
    __table_args__ = (
        one_per("uq_article_revisions_current", "article_id", where="is_current"),
        Index("ix_article_revisions_sha256", "sha256"),
        Index("ix_article_revisions_outlet", "outlet"),
    )

    article_id: Mapped[str] = mapped_column(
        ForeignKey("articles.id"), primary_key=True, doc="whose text it is"
    )
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, doc="counts from 1")
    is_current: Mapped[bool] = mapped_column(doc="the newest one")
    text: Mapped[str] = mapped_column(doc="canonical text; empty once erased")
    sha256: Mapped[str] = mapped_column(doc="of the canonical text, kept when that is erased")
    sentences: Mapped[list[Any]] = mapped_column(doc="[[start, end], ...] in code points of the text")
    given: Mapped[bytes] = mapped_column(
        LargeBinary,
        doc="the text as it was given, in UTF-8; bytes, since it may hold what no text column can",
    )
    offset_map: Mapped[list[Any]] = mapped_column(
        doc="runs [canonical start, given start, length] that say where each character came from"
    )
    title: Mapped[str | None] = mapped_column(doc="the first paragraph of the text, where it is a title")
    url: Mapped[str | None] = mapped_column(doc="where it was published")
    outlet: Mapped[str | None] = mapped_column(doc="who published it")
    author: Mapped[str | None] = mapped_column(doc="the byline")
    published: Mapped[datetime | None] = mapped_column(doc="when it was published")
    published_offset: Mapped[int | None] = mapped_column(
        doc="minutes that the zone in which the publisher gave that lies east of UTC; NULL for UTC or no zone"
    )
    modified: Mapped[datetime | None] = mapped_column(doc="when it was last changed, by the publisher's word")
    modified_offset: Mapped[int | None] = mapped_column(doc="of that, likewise")
    language: Mapped[str | None] = mapped_column(doc="BCP 47 tag")
    linked: Mapped[list[Any]] = mapped_column(
        default=list, doc="[[address, the words that lead there], ...]; empty once erased"
    )
    created_at: Mapped[datetime] = mapped_column(default=now, doc="when this text was stored")
