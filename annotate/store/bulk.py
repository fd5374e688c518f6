"""Saving what a page of tasks says in a few statements, however many annotations it shows.

Nearly all of them are plain: an annotator's only reading of a text, new here, or with another content, or as
it was. Those are written together; whatever is not plain goes the way of saving.py, one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session

from annotate.core import Annotation
from annotate.core.errors import Refused
from annotate.store.annotators import Annotators
from annotate.store.base import table
from annotate.store.contents import Content, acceptable
from annotate.store.keys import annotation_id
from annotate.store.models import AnnotationRevisionRow, AnnotationRow
from annotate.store.projection import replace_rows
from annotate.store.remote import Remote
from annotate.store.saving import Saved, annotation_values, revision_values, save, storing, take_turn, work
from annotate.store.stored import Stored, Wish, stored
from annotate.store.types import now


@dataclass(frozen=True)
class _Plain:
    """A wish that can be written along with others, and what that will be."""

    saved: Saved
    remote: Remote
    content: Content
    made: datetime


def save_all(session: Session, wishes: Sequence[Wish]) -> list[Saved | Refused]:
    """What `save` makes of each, in their order; the reason where one cannot be stored."""
    for one in {(one.campaign, one.annotator): one for one, _ in wishes}.values():
        take_turn(session, one)
    known = stored(session, wishes)
    judged = [_judged(wish, known) for wish in wishes]
    try:
        with storing(session):
            _write(session, [one for one in judged if isinstance(one, _Plain)])
    except Refused:  # one of them cannot be held: which, saving them singly will tell
        judged = [None for _ in wishes]
    return [_outcome(session, one, wish) for one, wish in zip(judged, wishes, strict=True)]


def _outcome(session: Session, judged: Saved | Refused | _Plain | None, wish: Wish) -> Saved | Refused:
    if isinstance(judged, _Plain):
        return judged.saved
    if judged is not None:
        return judged
    try:
        return save(session, *wish)
    except Refused as refused:
        return refused


def _judged(wish: Wish, known: Stored) -> Saved | Refused | _Plain | None:
    """What becomes of a plain wish; None where it takes a closer look."""
    annotation, remote = wish
    text = known.texts.get((annotation.article, annotation.article_revision))
    if text is None or annotation.campaign not in known.campaigns or not _is_usual(annotation, known):
        return None
    try:
        content = acceptable(annotation, text)
    except Refused as refused:
        return refused
    made = annotation.updated_at or now()
    row, others = known.found(annotation, remote)
    if row is None:
        id_ = annotation_id(annotation, remote)
        plain = not others and id_ not in known.ids
        return _Plain(Saved(id_, "new", annotation.revision), remote, content, made) if plain else None
    if row.work != work(annotation) or row.state != "current" or others:
        return None
    if row.sha256 == content.sha256:
        return None if made > row.updated_at else Saved(row.id, "unchanged", row.revision)
    saved = Saved(row.id, "changed", max(row.revision + 1, annotation.revision))
    return _Plain(saved, remote, content, made)


def _is_usual(annotation: Annotation, known: Stored) -> bool:
    """Whether it came from Label Studio, and is the only one of its kind among the wishes."""
    fresh = (annotation.id, annotation.origin, annotation.state) == ("", "studio", "current")
    return fresh and known.wished[work(annotation)] == 1


def _write(session: Session, plain: Sequence[_Plain]) -> None:
    new = [one for one in plain if one.saved.outcome == "new"]
    changed = [one for one in plain if one.saved.outcome == "changed"]
    for annotator in sorted({one.content.annotation.annotator for one in new}):
        Annotators(session).ensure(annotator)
    if new:
        values = [annotation_values(one.content.annotation, one.remote, one.made) for one in new]
        session.execute(insert(table(AnnotationRow)), [{**row, "state": "current"} for row in values])
    if changed:
        newer = update(table(AnnotationRow)).where(table(AnnotationRow).c.id == bindparam("it"))
        values = [
            {"it": one.saved.id, "revision": one.saved.revision, "updated_at": one.made} for one in changed
        ]
        session.execute(newer, values)
        session.expire_all()  # rows that this session has read before are out of date
    if plain:
        values = [revision_values(one.saved.id, one.saved.revision, one.content, one.made) for one in plain]
        session.execute(insert(table(AnnotationRevisionRow)), values)
        replace_rows(session, {one.saved.id: one.content.annotation for one in plain})
