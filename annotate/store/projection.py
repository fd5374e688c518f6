"""The rows of marks and links: made from the bodies of current annotations, and from nothing else."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from annotate.core import Annotation, Mark
from annotate.core.codec import from_body
from annotate.store.base import table
from annotate.store.models import AnnotationRevisionRow, AnnotationRow, LinkRow, MarkRow

ATTRIBUTES = ("kind", "weight", "identity", "standing", "reason", "number", "stance", "type")
"""The attributes that the score reads, each a column; the others lie together in `attributes`."""


def project(session: Session, row: AnnotationRow) -> None:
    """Makes an annotation's rows anew; one that is not current has none."""
    _clear(session, [row.id])
    if row.state == "current":
        newest = select(AnnotationRevisionRow.body).where(AnnotationRevisionRow.annotation_id == row.id)
        newest = newest.where(AnnotationRevisionRow.revision == row.revision)
        _insert(session, {row.id: _read(session.scalars(newest).one())})


def replace_rows(session: Session, contents: Mapping[str, Annotation]) -> None:
    """Makes the rows of current annotations anew, by their ids, from contents as they are read back."""
    _clear(session, contents)
    _insert(session, contents)


def rebuild(session: Session) -> None:
    """Makes all rows anew, of every current annotation."""
    _clear(session, None)
    newest = AnnotationRevisionRow.revision == AnnotationRow.revision
    query = select(AnnotationRow.id, AnnotationRevisionRow.body).join(
        AnnotationRevisionRow, (AnnotationRevisionRow.annotation_id == AnnotationRow.id) & newest
    )
    for id_, stored in session.execute(query.where(AnnotationRow.state == "current")).all():
        _insert(session, {id_: _read(stored)})


def _clear(session: Session, annotation_ids: Collection[str] | None) -> None:
    for which in (table(LinkRow), table(MarkRow)):  # links hold on to marks
        every = delete(which)
        these = every if annotation_ids is None else every.where(which.c.annotation_id.in_(annotation_ids))
        session.execute(these)


def _insert(session: Session, contents: Mapping[str, Annotation]) -> None:
    marks = [_mark(id_, mark) for id_, said in contents.items() for mark in said.marks]
    links = [link for id_, said in contents.items() for link in _links(id_, said)]
    for which, rows in ((MarkRow, marks), (LinkRow, links)):
        if rows:
            session.execute(insert(table(which)), rows)


def _read(stored: str) -> Annotation:
    return from_body(json.loads(stored), article="", annotator="")


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
