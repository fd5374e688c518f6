"""Which of several annotations by one annotator on one text stands: the newest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from annotate.store.models import AnnotationRow
from annotate.store.projection import project


def settle(session: Session, row: AnnotationRow) -> list[str]:
    """Lets the newest of `row`'s group stand and the others step back; the ids of those that did just now.

    Withdrawn ones take no part. Rows of marks and links follow.
    """
    of = group(row.article_id, row.article_revision, row.campaign, row.annotator, row.origin)
    members = list(session.scalars(of.where(AnnotationRow.state != "withdrawn")))
    newest = max(members, key=_age, default=None)
    back = [one for one in members if one is not newest and one.state == "current"]
    for one in back:
        one.state = "superseded"
    session.flush()  # these first: two current ones are refused
    if newest is not None:
        newest.state = "current"
        session.flush()
    for one in {*back, *filter(None, [newest]), row}:
        project(session, one)
    return [one.id for one in back]


def group(
    article: str, article_revision: int, campaign: str, annotator: str, origin: str
) -> Select[AnnotationRow]:
    """All of which one may stand: an annotator's on a text in a campaign; of verdicts, anybody's."""
    query = select(AnnotationRow).where(
        AnnotationRow.article_id == article,
        AnnotationRow.article_revision == article_revision,
        AnnotationRow.campaign == campaign,
    )
    if origin == "verdict":
        return query.where(AnnotationRow.origin == "verdict")
    return query.where(AnnotationRow.origin != "verdict", AnnotationRow.annotator == annotator)


def _age(row: AnnotationRow) -> tuple[datetime, datetime, str]:
    return row.updated_at, row.created_at, row.id
