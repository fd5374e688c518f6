"""Annotations: saving contents, reading them, withdrawing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import count

from annotate.core import Annotation
from annotate.core.errors import Refused, UsageError
from annotate.store.bulk import save_all
from annotate.store.models import AnnotationRevisionRow, AnnotationRow, ArticleRevisionRow
from annotate.store.queries import every_content, fetch, in_studio, lives_at, newest_content
from annotate.store.remote import Remote
from annotate.store.saving import Saved, save
from annotate.store.standing import settle

PAGE = 200
"""How many annotations are read at once."""


class Known(NamedTuple):
    """What is stored of a remote annotation."""

    id: str
    content_sha256: str
    state: str
    article: str
    article_revision: int


class Timer(NamedTuple):
    """How long an annotator had an article's page open, and when its newest content was made."""

    annotator: str
    article: str
    finished_at: datetime
    seconds: float


class Head(NamedTuple):
    """A current annotation of an article's newest text, without its content."""

    id: str
    article: str
    article_revision: int
    campaign: str
    annotator: str
    origin: str
    content_sha256: str
    created_at: datetime
    updated_at: datetime
    scheme: str


class Annotations:
    """The annotations of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, annotation: Annotation, remote: Remote | None = None) -> Saved:
        """Stores what an annotation says now: nothing where that is stored already, else a new content.

        It is the annotation with that `remote` key, else with that id, else the one of the same annotator,
        text, campaign and origin. A withdrawn one that comes back stands again (`changed`). Of several by
        one annotator on one text the newest stands (`updated_at`), the others step back. An annotator
        that is not known yet is made known.

        Raises:
            Refused: when its text, campaign or shape is not one that can be stored; nothing was written.
        """
        return save(self._session, annotation, remote)

    def save_all(self, annotations: Sequence[tuple[Annotation, Remote]]) -> list[Saved | Refused]:
        """What `save` makes of each, in their order, for many at once; the reason where one is refused."""
        return save_all(self._session, annotations)

    def get(self, id_: str) -> Annotation | None:
        """The annotation with its newest content, whatever its state."""
        return next(iter(fetch(self._session, newest_content().where(AnnotationRow.id == id_))), None)

    def by_remote(self, remote: Remote) -> Annotation | None:
        """The annotation that lives there in Label Studio."""
        return next(iter(fetch(self._session, newest_content().where(lives_at(remote)))), None)

    def current(
        self, article: str, campaign: str | None = None, article_revision: int | None = None
    ) -> list[Annotation]:
        """The standing annotations of one text of an article, of all origins, ordered by id.

        The text is the newest one unless `article_revision` says which; `campaign` None means all.
        """
        query = newest_content().where(AnnotationRow.article_id == article, AnnotationRow.state == "current")
        if article_revision is None:
            query = query.where(ArticleRevisionRow.is_current)
        else:
            query = query.where(AnnotationRow.article_revision == article_revision)
        if campaign is not None:
            query = query.where(AnnotationRow.campaign == campaign)
        return fetch(self._session, query)

    def heads(self, campaign: str | None = None, articles: Collection[str] | None = None) -> list[Head]:
        """What `current` gives of all articles, or of those named, without the contents; ordered by id."""
        query = newest_content().where(AnnotationRow.state == "current", ArticleRevisionRow.is_current)
        if campaign is not None:
            query = query.where(AnnotationRow.campaign == campaign)
        if articles is not None:
            query = query.where(AnnotationRow.article_id.in_(articles))
        found = query.with_only_columns(
            AnnotationRow.id,
            AnnotationRow.article_id,
            AnnotationRow.article_revision,
            AnnotationRow.campaign,
            AnnotationRow.annotator,
            AnnotationRow.origin,
            AnnotationRevisionRow.content_sha256,
            AnnotationRow.created_at,
            AnnotationRow.updated_at,
            AnnotationRevisionRow.scheme,
        )
        return sorted(Head._make(row) for row in self._session.execute(found))

    def standing(self, article: str) -> list[Annotation]:
        """Every annotation of any text of an article that is not withdrawn, ordered by id."""
        query = newest_content().where(AnnotationRow.article_id == article)
        return fetch(self._session, query.where(AnnotationRow.state != "withdrawn"))

    def all(self, history: bool = False, campaign: str | None = None) -> Iterator[Annotation]:
        """Current annotations, or with `history` every content of every one; by id, then revision."""
        ids = select(AnnotationRow.id)
        if not history:
            ids = ids.where(AnnotationRow.state == "current")
        if campaign is not None:
            ids = ids.where(AnnotationRow.campaign == campaign)
        query = every_content() if history else newest_content()
        every = sorted(self._session.scalars(ids))
        for at in range(0, len(every), PAGE):
            yield from fetch(self._session, query.where(AnnotationRow.id.in_(every[at : at + PAGE])))

    def by_annotator(self) -> dict[str, int]:
        """How many annotations of each annotator stand, of all campaigns."""
        standing = select(AnnotationRow.annotator, count()).where(AnnotationRow.state == "current")
        found = self._session.execute(standing.group_by(AnnotationRow.annotator))
        return {slug: number for slug, number in found}  # noqa: C416 - rows are no pairs to mypy

    def read_twice(self, campaign: str | None = None) -> list[tuple[str, int]]:
        """The texts with two standing readings of people or more, or with one and a verdict; sorted.

        Article and revision. People's are those of one campaign where it is named, a verdict's of any.
        """
        people: list[ColumnElement[bool]] = [AnnotationRow.origin.in_(["studio", "import"])]
        people += [] if campaign is None else [AnnotationRow.campaign == campaign]
        counting = and_(*people) | (AnnotationRow.origin == "verdict")
        place = AnnotationRow.article_id, AnnotationRow.article_revision
        query = select(*place).where(counting, AnnotationRow.state == "current")
        query = query.group_by(*place).having(count() > 1)
        return sorted((id_, revision) for id_, revision in self._session.execute(query))

    def adjudicated(self) -> frozenset[tuple[str, int]]:
        """The texts on which a verdict stands: article and revision."""
        query = select(AnnotationRow.article_id, AnnotationRow.article_revision)
        query = query.where(AnnotationRow.state == "current", AnnotationRow.origin == "verdict")
        return frozenset((id_, revision) for id_, revision in self._session.execute(query))

    def remotes(
        self, campaign: str, annotator: str, articles: Collection[str] | None = None
    ) -> Mapping[Remote, Known]:
        """What is stored of an annotator's annotations in Label Studio, for telling what has changed.

        Of all articles, or of those that `articles` names.
        """
        query = newest_content().where(
            AnnotationRow.campaign == campaign,
            AnnotationRow.annotator == annotator,
            in_studio(),
        )
        if articles is not None:
            query = query.where(AnnotationRow.article_id.in_(articles))
        found = query.with_only_columns(
            AnnotationRow.instance,
            AnnotationRow.remote_id,
            AnnotationRow.remote_created_at,
            AnnotationRow.id,
            AnnotationRevisionRow.content_sha256,
            AnnotationRow.state,
            AnnotationRow.article_id,
            AnnotationRow.article_revision,
        )
        rows: Iterable[Sequence[Any]] = self._session.execute(found)
        return {Remote(*row[:3]): Known(*row[3:]) for row in rows}

    def timers(self, campaign: str) -> list[Timer]:
        """The labelling page's timers of what stands in a campaign, in the order of finishing."""
        query = newest_content().where(
            AnnotationRow.campaign == campaign,
            AnnotationRow.origin == "studio",
            AnnotationRow.state == "current",
        )
        found = query.with_only_columns(
            AnnotationRow.annotator,
            AnnotationRow.article_id,
            AnnotationRow.updated_at,
            AnnotationRevisionRow.seconds,
        )
        timers = [
            Timer(annotator, article, finished_at, seconds)
            for annotator, article, finished_at, seconds in self._session.execute(found)
            if seconds is not None
        ]
        return sorted(timers, key=lambda one: (one.finished_at, one.annotator, one.article))

    def withdraw(self, id_: str) -> None:
        """It no longer counts; its contents stay. An older one of the same annotator stands again.

        Raises:
            UsageError: when there is no such annotation.
        """
        row = self._session.get(AnnotationRow, id_)
        if row is None:
            raise UsageError(f"no annotation {id_!r}", "see: annotate annotations list")
        row.state = "withdrawn"
        self._session.flush()
        settle(self._session, row)
