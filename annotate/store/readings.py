"""Annotations as data sets take them: text by text, and who made them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from annotate.core import Annotation
from annotate.store.models import AnnotationRow
from annotate.store.queries import fetch, newest_content

PAGE = 200
"""How many articles are read at once."""


class Readings:
    """The annotations of one transaction that are of some origins, and of one campaign if it is named."""

    def __init__(self, session: Session, origins: Collection[str], campaign: str | None = None) -> None:
        self._session = session
        self._wanted: list[ColumnElement[bool]] = [AnnotationRow.origin.in_(origins)]
        if campaign is not None:
            self._wanted.append(AnnotationRow.campaign == campaign)

    def by_text(self) -> Iterator[list[Annotation]]:
        """The current ones, those of one text together; by article, then revision, then id."""
        wanted = self._in("current")
        articles = sorted(self._session.scalars(select(AnnotationRow.article_id).where(*wanted).distinct()))
        for at in range(0, len(articles), PAGE):
            page = newest_content().where(*wanted, AnnotationRow.article_id.in_(articles[at : at + PAGE]))
            found = sorted(fetch(self._session, page), key=_text_of)
            yield from (list(of_one) for _, of_one in groupby(found, key=_text_of))

    def keys(self, state: str) -> list[Annotation]:
        """Those in this state, without what they say; ordered by id."""
        rows = self._session.scalars(select(AnnotationRow).where(*self._in(state)))
        return sorted(map(_key_of, rows), key=lambda one: one.id)

    def first_ids(self) -> Mapping[str, str]:
        """Whose current ones there are, each with the lowest id among theirs."""
        query = select(AnnotationRow.annotator, AnnotationRow.id).where(*self._in("current"))
        found: dict[str, str] = {}
        for annotator, id_ in self._session.execute(query):
            found[annotator] = min(id_, found.get(annotator, id_))
        return found

    def _in(self, state: str) -> list[ColumnElement[bool]]:
        return [AnnotationRow.state == state, *self._wanted]


def _text_of(annotation: Annotation) -> tuple[str, int]:
    return annotation.article, annotation.article_revision


def _key_of(row: AnnotationRow) -> Annotation:
    return Annotation(
        row.article_id,
        row.annotator,
        article_revision=row.article_revision,
        campaign=row.campaign,
        state=row.state,
        revision=row.revision,
        origin=row.origin,
        id=row.id,
    )
