"""What the web said of an address last."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from annotate.store.base import Base


class FetchRow(Base):
    """A feed or a page, so that it is asked for only what has changed, and no sooner than it wants."""

    __tablename__ = "fetches"

    url: Mapped[str] = mapped_column(primary_key=True, doc="the address that was asked for")
    etag: Mapped[str | None] = mapped_column(doc="the server's mark of that content")
    last_modified: Mapped[str | None] = mapped_column(doc="when it was changed, as the server writes it")
    fetched_at: Mapped[datetime] = mapped_column(doc="when it was last asked for")
    failures: Mapped[int] = mapped_column(doc="in a row, until now")
    due_at: Mapped[datetime] = mapped_column(doc="before then it is not asked for again")
