"""Desks, and how far each has been read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from annotate.store.models import CursorRow, DeskRow


@dataclass(frozen=True)
class Desk:
    """One annotator's Label Studio project in a campaign.

    Attributes:
        state: `open`, `closed` or `gone`.
        purpose: `labelling`, or `adjudication`, where what annotators differ on is decided; a campaign has
            at most one of these.
    """

    campaign: str
    annotator: str
    instance: str
    project: int
    url: str
    state: str = "open"
    purpose: str = "labelling"


class Desks:
    """The desks of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, desk: Desk) -> None:
        """Stores the desk, in the place of the one that this annotator had in this campaign.

        A desk that had the same project has lost it: Label Studio may give the numbers of deleted projects
        again.
        """
        mine = (DeskRow.campaign == desk.campaign) & (DeskRow.annotator == desk.annotator)
        same = (DeskRow.instance == desk.instance) & (DeskRow.project == desk.project)
        self._session.execute(update(DeskRow).where(same, ~mine).values(state="gone"))
        self._session.merge(DeskRow(**vars(desk)))
        self._session.flush()

    def get(self, campaign: str, annotator: str) -> Desk | None:
        row = self._session.get(DeskRow, (campaign, annotator))
        return None if row is None else _desk(row)

    def of(self, campaign: str) -> list[Desk]:
        """The desks that a campaign's annotators label at, ordered by annotator."""
        rows = self._session.scalars(_for("labelling", campaign))
        return sorted(map(_desk, rows), key=lambda desk: desk.annotator)

    def adjudication(self, campaign: str) -> Desk | None:
        """The desk at which what the annotators differ on is decided, where it was opened."""
        row = self._session.scalar(_for("adjudication", campaign))
        return None if row is None else _desk(row)

    def of_annotator(self, slug: str) -> list[Desk]:
        """An annotator's desks, ordered by campaign."""
        rows = self._session.scalars(select(DeskRow).where(DeskRow.annotator == slug))
        return sorted(map(_desk, rows), key=lambda desk: desk.campaign)


@dataclass(frozen=True)
class Cursor:
    """The server's time when the last sweep of a desk began, and when the last that read every task did."""

    watermark: datetime
    whole_at: datetime


class Cursors:
    """How far desks have been read, in one transaction with what was read."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, desk: Desk) -> Cursor | None:
        """How far this desk's project has been read; None before the first sweep."""
        row = self._session.get(CursorRow, (desk.campaign, desk.annotator, desk.instance, desk.project))
        return None if row is None else Cursor(row.watermark, row.whole_at)

    def forget(self, desk: Desk) -> None:
        """The desk has not been read yet, whatever was read under this project's number before."""
        mine = (CursorRow.campaign == desk.campaign) & (CursorRow.annotator == desk.annotator)
        self._session.execute(delete(CursorRow).where(mine))

    def set(self, desk: Desk, cursor: Cursor) -> None:
        key = {name: getattr(desk, name) for name in ("campaign", "annotator", "instance", "project")}
        self._session.merge(CursorRow(**key, **vars(cursor)))
        self._session.flush()


def _for(purpose: str, campaign: str) -> Select[DeskRow]:
    return select(DeskRow).where(DeskRow.campaign == campaign, DeskRow.purpose == purpose)


def _desk(row: DeskRow) -> Desk:
    about = (row.campaign, row.annotator, row.instance, row.project, row.url)
    return Desk(*about, row.state, row.purpose)
