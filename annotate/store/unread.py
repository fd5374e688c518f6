"""Articles whose newest text waits for somebody to read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import max as max_

from annotate.core import Article
from annotate.store.articles import Articles
from annotate.store.models import AnnotationRow

SHOWN = 200
"""How many of them are named; the others are counted."""


@dataclass(frozen=True)
class Unread:
    """An article's newest text; `read` is the newest of its earlier ones that people have read, if any."""

    article: Article
    read: int | None


@dataclass(frozen=True)
class Awaiting:
    """How many articles await a reading, and the first of them."""

    total: int = 0
    first: tuple[Unread, ...] = ()


def unread_ids(session: Session, read: Iterable[str], of: Iterable[str] | None = None) -> set[str]:
    """The ids of the standing articles, those among `of` where it is given, that are not among `read`."""
    standing = set(Articles(session).ids())
    return (standing if of is None else standing.intersection(of)).difference(read)


def awaiting(session: Session, unread: Iterable[str], campaign: str | None = None) -> Awaiting:
    """Those of the standing articles `unread`; first what was read in an earlier text, then the latest added.

    Args:
        unread: the ids of articles of whose newest text there is no reading.
        campaign: whose readings of earlier texts are meant; None for all.
    """
    articles = Articles(session)
    waiting, added, read = set(unread), articles.added_at(), _read(session, campaign)
    latest = [id_ for id_ in reversed(added) if id_ in waiting]
    order = sorted(latest, key=lambda id_: id_ not in read)
    newest = articles.newest(order[:SHOWN])
    return Awaiting(len(order), tuple(Unread(newest[id_], read.get(id_)) for id_ in order[:SHOWN]))


def _read(session: Session, campaign: str | None) -> dict[str, int]:
    """Article to the newest text of it that people have read."""
    query = select(AnnotationRow.article_id, max_(AnnotationRow.article_revision))
    query = query.where(AnnotationRow.state == "current", AnnotationRow.origin.in_(["studio", "import"]))
    if campaign is not None:
        query = query.where(AnnotationRow.campaign == campaign)
    return {id_: revision for id_, revision in session.execute(query.group_by(AnnotationRow.article_id))}  # noqa: C416 - rows are no pairs to mypy
