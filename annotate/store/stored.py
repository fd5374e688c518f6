"""What decides how annotations are saved, looked up for many of them at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from annotate.core import Annotation
from annotate.store.keys import annotation_id
from annotate.store.models import AnnotationRevisionRow, AnnotationRow, ArticleRevisionRow, CampaignRow
from annotate.store.queries import in_studio, newest_content
from annotate.store.remote import Remote
from annotate.store.saving import Work, work

Wish = tuple[Annotation, Remote]


@dataclass(frozen=True)
class Row:
    """An annotation that is stored, with the hash of its newest content."""

    id: str
    work: Work
    origin: str
    state: str
    revision: int
    remote: Remote
    sha256: str
    updated_at: datetime


@dataclass(frozen=True)
class Stored:
    """What is there already.

    Attributes:
        wished: how many of the wishes are about the same work.
        texts: (article, revision) to the hash of its text.
        ids: of the annotations that the wishes would make, those that are taken.
    """

    wished: Mapping[Work, int]
    texts: Mapping[tuple[str, int], str]
    campaigns: frozenset[str]
    ids: frozenset[str]
    by_remote: Mapping[Remote, Row]
    by_work: Mapping[Work, Sequence[Row]]

    def found(self, annotation: Annotation, remote: Remote) -> tuple[Row | None, list[Row]]:
        """The annotation that lives there, and the others that take part in which one stands."""
        row, group = self.by_remote.get(remote), self.by_work.get(work(annotation), ())
        return row, [one for one in group if one is not row]


def stored(session: Session, wishes: Sequence[Wish]) -> Stored:
    """Everything that is there and bears on the wishes, in five queries."""
    annotations = [annotation for annotation, _ in wishes]
    articles = {one.article for one in annotations}
    revisions = select(ArticleRevisionRow.article_id, ArticleRevisionRow.revision, ArticleRevisionRow.sha256)
    texts = session.execute(revisions.where(ArticleRevisionRow.article_id.in_(articles)))
    made = {annotation_id(*wish) for wish in wishes}
    rows = {row.id: row for query in _bearing(wishes, articles) for row in _rows(session, query)}
    by_work: defaultdict[Work, list[Row]] = defaultdict(list)
    for row in rows.values():
        if row.state != "withdrawn" and row.origin != "verdict":
            by_work[row.work].append(row)
    return Stored(
        wished=Counter(map(work, annotations)),
        texts={(article, revision): sha256 for article, revision, sha256 in texts},
        campaigns=_there(session, CampaignRow.name, {one.campaign for one in annotations}),
        ids=_there(session, AnnotationRow.id, made),
        by_remote={row.remote: row for row in rows.values()},
        by_work=by_work,
    )


def _bearing(wishes: Sequence[Wish], articles: Collection[str]) -> Iterator[ColumnElement[bool]]:
    """The annotations by the same people on the same articles, and those that live where the wishes do."""
    yield (
        AnnotationRow.article_id.in_(articles)
        & AnnotationRow.campaign.in_({annotation.campaign for annotation, _ in wishes})
        & AnnotationRow.annotator.in_({annotation.annotator for annotation, _ in wishes})
    )
    yield (
        in_studio()
        & AnnotationRow.instance.in_({remote.instance for _, remote in wishes})
        & AnnotationRow.remote_id.in_({remote.annotation_id for _, remote in wishes})
    )


def _rows(session: Session, which: ColumnElement[bool]) -> Iterator[Row]:
    query = newest_content().where(which)
    found = query.with_only_columns(
        AnnotationRow.id,
        *(AnnotationRow.article_id, AnnotationRow.article_revision),
        *(AnnotationRow.campaign, AnnotationRow.annotator),
        *(AnnotationRow.origin, AnnotationRow.state, AnnotationRow.revision),
        *(AnnotationRow.instance, AnnotationRow.remote_id, AnnotationRow.remote_created_at),
        *(AnnotationRevisionRow.content_sha256, AnnotationRow.updated_at),
    )
    for id_, *whose, origin, state, revision, instance, number, since, sha256, at in session.execute(found):
        yield Row(id_, tuple(whose), origin, state, revision, Remote(instance, number, since), sha256, at)


def _there(session: Session, column: InstrumentedAttribute[str], wanted: Collection[str]) -> frozenset[str]:
    return frozenset(session.scalars(select(column).where(column.in_(wanted))))
