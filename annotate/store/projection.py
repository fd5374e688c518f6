"""The rows of marks and links: made from the bodies of current annotations, and from nothing else."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from annotate.core import Annotation, Mark
from annotate.core.codec import from_body
from annotate.store.models import AnnotationRevisionRow, AnnotationRow, LinkRow, MarkRow

ATTRIBUTES = ("kind", "weight", "identity", "standing", "reason", "number", "stance", "type")
"""The attributes that the score reads, each a column; the others lie together in `attributes`."""


def project(session: Session, row: AnnotationRow) -> None:
    """Makes an annotation's rows anew; one that is not current has none."""
    _clear(session, row.id)
    if row.state == "current":
        newest = select(AnnotationRevisionRow.body).where(AnnotationRevisionRow.annotation_id == row.id)
        newest = newest.where(AnnotationRevisionRow.revision == row.revision)
        _insert(session, row.id, session.scalars(newest).one())


def rebuild(session: Session) -> None:
    """Makes all rows anew, of every current annotation."""
    _clear(session, None)
    newest = AnnotationRevisionRow.revision == AnnotationRow.revision
    query = select(AnnotationRow.id, AnnotationRevisionRow.body).join(
        AnnotationRevisionRow, (AnnotationRevisionRow.annotation_id == AnnotationRow.id) & newest
    )
    for id_, stored in session.execute(query.where(AnnotationRow.state == "current")).all():
        _insert(session, id_, stored)


def _clear(session: Session, annotation_id: str | None) -> None:
    for table in (LinkRow, MarkRow):  # links hold on to marks
        every = delete(table)
        session.execute(every if annotation_id is None else every.where(table.annotation_id == annotation_id))


def _insert(session: Session, id_: str, stored: str) -> None:
    annotation = from_body(json.loads(stored), article="", annotator="")
    if marks := [_mark(id_, mark) for mark in annotation.marks]:
        session.execute(insert(MarkRow), marks)
    if links := _links(id_, annotation):
        session.execute(insert(LinkRow), links)


def _mark(annotation_id: str, mark: Mark) -> dict[str, Any]:
    return {
        "annotation_id": annotation_id,
        "mark_id": mark.id,
        "label": mark.label,
        "start_at": mark.span.start,
        "end_at": mark.span.end,
        "origin": mark.origin,
        "confidence": mark.confidence,
        **{name: mark.get(name) for name in ATTRIBUTES},
        "attributes": {name: value for name, value in mark.attributes.items() if name not in ATTRIBUTES},
    }


def _links(annotation_id: str, annotation: Annotation) -> list[dict[str, Any]]:
    return [
        {
            "annotation_id": annotation_id,
            "type": link.type,
            "from_mark": link.from_id,
            "to_mark": link.to_id,
            "origin": link.origin,
        }
        for link in annotation.links
    ]
