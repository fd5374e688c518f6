"""Annotations: saving contents, reading them, withdrawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from annotate.core import Annotation
from annotate.core.codec import body, canonical_json, content_sha256
from annotate.core.errors import Refused, UsageError
from annotate.store import contents
from annotate.store.annotators import Annotators
from annotate.store.keys import annotation_id
from annotate.store.models import (
    NOWHERE,
    AnnotationRevisionRow,
    AnnotationRow,
    ArticleRevisionRow,
    CampaignRow,
)
from annotate.store.remote import Remote
from annotate.store.standing import group, settle
from annotate.store.types import now

Outcome = Literal["new", "changed", "unchanged"]
PAGE = 200
"""How many annotations are read at once."""


@dataclass(frozen=True)
class Saved:
    """What saving did.

    Attributes:
        superseded: the id of an annotation that stepped back for a newer one of the same annotator: an
            older one, or this one where it came late.
    """

    id: str
    outcome: Outcome
    revision: int
    superseded: str | None = None


class Known(NamedTuple):
    """What is stored of a remote annotation."""

    id: str
    content_sha256: str
    state: str


class Annotations:
    """The annotations of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, annotation: Annotation, remote: Remote | None = None) -> Saved:
        """Stores what an annotation says now: nothing where that is stored already, else a new content.

        It is the annotation with that `remote` key, else with that id, else the one of the same annotator,
        text, campaign and origin. A withdrawn one that comes back stands again (`changed`). An annotator
        that is not known yet is made known.

        Raises:
            Refused: when its text, campaign or shape is not one that can be stored; nothing was written.
        """
        annotation = self._acceptable(annotation)
        digest, made = content_sha256(annotation), annotation.updated_at or now()
        row = self._find(annotation, remote, digest)
        if row is None:
            row = self._begin(annotation, remote, made)
            self._append(row, annotation, digest, made)
            return self._settled(row, "new", annotation)
        if self._is_past(row, annotation, remote, digest):
            return Saved(row.id, "unchanged", row.revision)
        if self._content(row, row.revision).content_sha256 != digest:
            row.revision = max(row.revision + 1, annotation.revision)
            self._append(row, annotation, digest, made)
            return self._settled(row, "changed", annotation)
        if (row.state == "withdrawn") != (annotation.state == "withdrawn"):
            return self._settled(row, "changed", annotation)
        return Saved(row.id, "unchanged", row.revision)

    def get(self, id_: str) -> Annotation | None:
        """The annotation with its newest content, whatever its state."""
        return next(iter(self._read(_newest().where(AnnotationRow.id == id_))), None)

    def by_remote(self, remote: Remote) -> Annotation | None:
        """The annotation that lives there in Label Studio."""
        return next(iter(self._read(_newest().where(*_is(remote)))), None)

    def current(
        self, article: str, campaign: str | None = None, article_revision: int | None = None
    ) -> list[Annotation]:
        """The standing annotations of one text of an article, of all origins, ordered by id.

        The text is the newest one unless `article_revision` says which; `campaign` None means all.
        """
        query = _newest().where(AnnotationRow.article_id == article, AnnotationRow.state == "current")
        if article_revision is None:
            query = query.where(ArticleRevisionRow.is_current)
        else:
            query = query.where(AnnotationRow.article_revision == article_revision)
        if campaign is not None:
            query = query.where(AnnotationRow.campaign == campaign)
        return self._read(query)

    def standing(self, article: str) -> list[Annotation]:
        """Every annotation of any text of an article that is not withdrawn, ordered by id."""
        return self._read(
            _newest().where(AnnotationRow.article_id == article, AnnotationRow.state != "withdrawn")
        )

    def all(self, history: bool = False, campaign: str | None = None) -> Iterator[Annotation]:
        """Current annotations, or with `history` every content of every one; by id, then revision."""
        ids = select(AnnotationRow.id)
        if not history:
            ids = ids.where(AnnotationRow.state == "current")
        if campaign is not None:
            ids = ids.where(AnnotationRow.campaign == campaign)
        query = _contents() if history else _newest()
        every = sorted(self._session.scalars(ids))
        for at in range(0, len(every), PAGE):
            yield from self._read(query.where(AnnotationRow.id.in_(every[at : at + PAGE])))

    def remotes(self, campaign: str, annotator: str) -> Mapping[Remote, Known]:
        """What is stored of an annotator's annotations in Label Studio, for telling what has changed."""
        query = _newest().where(AnnotationRow.campaign == campaign, AnnotationRow.annotator == annotator)
        return {
            Remote(row.instance, row.remote_id, row.remote_created_at): Known(
                row.id, content.content_sha256, row.state
            )
            for row, content, _ in self._session.execute(query.where(AnnotationRow.instance != ""))
        }

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

    def _acceptable(self, annotation: Annotation) -> Annotation:
        where = (annotation.article, annotation.article_revision)
        stored = select(ArticleRevisionRow.sha256).where(
            ArticleRevisionRow.article_id == where[0], ArticleRevisionRow.revision == where[1]
        )
        text_sha256 = self._session.scalar(stored)
        if text_sha256 is None:
            raise Refused(f"article {where[0]!r} has no revision {where[1]} here")
        if self._session.get(CampaignRow, annotation.campaign) is None:
            raise Refused(f"there is no campaign {annotation.campaign!r} here")
        return contents.acceptable(annotation, text_sha256)

    def _find(self, annotation: Annotation, remote: Remote | None, digest: str) -> AnnotationRow | None:
        if remote is not None:
            return self._session.scalar(select(AnnotationRow).where(*_is(remote)))
        row = self._session.get(AnnotationRow, annotation.id or annotation_id(annotation, None))
        return self._same_work(row, annotation) if row is not None else self._twin(annotation, digest)

    def _same_work(self, row: AnnotationRow, annotation: Annotation) -> AnnotationRow:
        for name in ("article", "article_revision", "campaign", "annotator"):
            stored = row.article_id if name == "article" else getattr(row, name)
            if stored != getattr(annotation, name):
                raise Refused(f"annotation {row.id} is stored with {name} {stored!r}")
        return row

    def _twin(self, annotation: Annotation, digest: str) -> AnnotationRow | None:
        """The standing annotation that this one without a key of its own here is about."""
        of = group(
            annotation.article,
            annotation.article_revision,
            annotation.campaign,
            annotation.annotator,
            annotation.origin,
        )
        row = self._session.scalar(of.where(AnnotationRow.state == "current"))
        if row is None:
            return None
        if self._content(row, row.revision).content_sha256 == digest:
            return row
        ours = not annotation.id and row.origin == annotation.origin and not row.instance
        return row if ours else None

    def _begin(self, annotation: Annotation, remote: Remote | None, made: datetime) -> AnnotationRow:
        Annotators(self._session).ensure(annotation.annotator)
        row = AnnotationRow(
            id=annotation.id or annotation_id(annotation, remote),
            article_id=annotation.article,
            article_revision=annotation.article_revision,
            campaign=annotation.campaign,
            annotator=annotation.annotator,
            origin=annotation.origin,
            state="superseded",  # until it is known which one of its group stands
            revision=annotation.revision,
            instance=remote.instance if remote else "",
            remote_id=remote.annotation_id if remote else 0,
            remote_created_at=remote.created_at if remote else NOWHERE,
            created_at=annotation.created_at or (remote.created_at if remote else made),
            updated_at=made,
        )
        self._session.add(row)
        self._session.flush()
        return row

    def _append(self, row: AnnotationRow, annotation: Annotation, digest: str, made: datetime) -> None:
        row.updated_at = made
        content = AnnotationRevisionRow(
            annotation_id=row.id,
            revision=row.revision,
            body=canonical_json(body(annotation)),
            content_sha256=digest,
            scheme=annotation.scheme,
            signed_in_as=annotation.signed_in_as,
            seconds=annotation.seconds,
            updated_at=made,
        )
        self._session.add(content)
        self._session.flush()

    def _is_past(
        self, row: AnnotationRow, annotation: Annotation, remote: Remote | None, digest: str
    ) -> bool:
        """Whether this is a line of an exported history: a content that has since been replaced."""
        if remote is not None or not annotation.id or annotation.revision >= row.revision:
            return False
        past = self._session.get(AnnotationRevisionRow, (row.id, annotation.revision))
        return past is not None and past.content_sha256 == digest

    def _settled(self, row: AnnotationRow, outcome: Outcome, annotation: Annotation) -> Saved:
        row.state = "withdrawn" if annotation.state == "withdrawn" else row.state
        if row.state == "withdrawn" and annotation.state != "withdrawn":
            row.state = "superseded"
        self._session.flush()
        back = settle(self._session, row)
        if row.state == "superseded":
            return Saved(row.id, outcome, row.revision, row.id)
        return Saved(row.id, outcome, row.revision, next(iter(back), None))

    def _content(self, row: AnnotationRow, revision: int) -> AnnotationRevisionRow:
        return self._session.get_one(AnnotationRevisionRow, (row.id, revision))

    def _read(self, query: Select[AnnotationRow, AnnotationRevisionRow, str]) -> list[Annotation]:
        found = [contents.read(*row) for row in self._session.execute(query)]
        return sorted(found, key=lambda one: (one.id, one.revision))


def _contents() -> Select[AnnotationRow, AnnotationRevisionRow, str]:
    return (
        select(AnnotationRow, AnnotationRevisionRow, ArticleRevisionRow.sha256)
        .join(AnnotationRevisionRow, AnnotationRevisionRow.annotation_id == AnnotationRow.id)
        .join(
            ArticleRevisionRow,
            (ArticleRevisionRow.article_id == AnnotationRow.article_id)
            & (ArticleRevisionRow.revision == AnnotationRow.article_revision),
        )
    )


def _newest() -> Select[AnnotationRow, AnnotationRevisionRow, str]:
    return _contents().where(AnnotationRevisionRow.revision == AnnotationRow.revision)


def _is(remote: Remote) -> tuple[Any, ...]:
    return (
        AnnotationRow.instance == remote.instance,
        AnnotationRow.remote_id == remote.annotation_id,
        AnnotationRow.remote_created_at == remote.created_at,
    )
