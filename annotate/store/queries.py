"""How annotations are read: with one of their contents and the hash of their text."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, literal_column, select
from sqlalchemy.orm import Session

from annotate.core import Annotation
from annotate.store.contents import read
from annotate.store.models import AnnotationRevisionRow, AnnotationRow, ArticleRevisionRow
from annotate.store.remote import Remote

Contents = Select[AnnotationRow, AnnotationRevisionRow, str]


def every_content() -> Contents:
    """Every content that any annotation has had."""
    return (
        select(AnnotationRow, AnnotationRevisionRow, ArticleRevisionRow.sha256)
        .join(AnnotationRevisionRow, AnnotationRevisionRow.annotation_id == AnnotationRow.id)
        .join(
            ArticleRevisionRow,
            (ArticleRevisionRow.article_id == AnnotationRow.article_id)
            & (ArticleRevisionRow.revision == AnnotationRow.article_revision),
        )
    )


def newest_content() -> Contents:
    """The newest content of every annotation, whatever its state."""
    return every_content().where(AnnotationRevisionRow.revision == AnnotationRow.revision)


def in_studio() -> ColumnElement[bool]:
    """Whether an annotation lives in Label Studio: to the letter the condition of the index of those."""
    return AnnotationRow.instance != literal_column("''")


def lives_at(remote: Remote) -> ColumnElement[bool]:
    """Whether an annotation is that one in Label Studio."""
    return (
        in_studio()
        & (AnnotationRow.instance == remote.instance)
        & (AnnotationRow.remote_id == remote.annotation_id)
        & (AnnotationRow.remote_created_at == remote.created_at)
    )


def fetch(session: Session, query: Contents) -> list[Annotation]:
    """Ordered by id, then revision; sorted here, since databases differ in how they order text."""
    found = [read(*row) for row in session.execute(query)]
    return sorted(found, key=lambda one: (one.id, one.revision))
