"""The index by which near-duplicates are found, and those that were."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import Base


class SignatureRow(Base):
    """What the words of an article's newest text are known again by."""

    __tablename__ = "signatures"
    __table_args__ = (Index("ix_signatures_article_id", "article_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True, doc="what its bands refer to")
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), doc="whose text it is of")
    sha256: Mapped[str] = mapped_column(doc="of the text it is of")
    library: Mapped[str] = mapped_column(doc="what made it; empty once the text was erased")
    digest: Mapped[bytes] = mapped_column(LargeBinary, doc="the MinHash signature; empty once erased")


class BandRow(Base):
    """A band of a signature: texts that have one in common may be alike."""

    __tablename__ = "bands"
    # Without rowid a row is its key alone: there are 64 for each article.
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, doc="a hash")
    signature_id: Mapped[int] = mapped_column(
        ForeignKey("signatures.id"), primary_key=True, autoincrement=False, doc="whose band it is"
    )


class NearDuplicateRow(Base):
    """Two articles whose newest texts were compared and found alike."""

    __tablename__ = "near_duplicates"
    __table_args__ = (
        CheckConstraint("article_id < other_id", name="order"),
        Index("ix_near_duplicates_other_id", "other_id"),
    )

    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True, doc="the lower id")
    other_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True, doc="the higher id")
    similarity: Mapped[float] = mapped_column(doc="Jaccard index of their runs of three words, 0 to 1")
