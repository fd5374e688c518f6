"""Saving an annotation: which one it is, whether it says anything new, and which one then stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.orm import Session

from annotate.core import Annotation
from annotate.core.errors import Refused
from annotate.store.annotators import Annotators
from annotate.store.contents import Content, acceptable
from annotate.store.keys import annotation_id
from annotate.store.models import (
    NOWHERE,
    AnnotationRevisionRow,
    AnnotationRow,
    ArticleRevisionRow,
    CampaignRow,
)
from annotate.store.queries import lives_at
from annotate.store.remote import Remote
from annotate.store.standing import group, settle
from annotate.store.types import now

Work = tuple[str, int, str, str]
"""Article, revision, campaign, annotator."""
Outcome = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True)
class Saved:
    """What saving did.

    Attributes:
        revision: the number of the newest content.
        superseded: the id of an annotation that stepped back for a newer one of the same annotator: an
            older one, or this one where it came late.
    """

    id: str
    outcome: Outcome
    revision: int
    superseded: str | None = None


def save(session: Session, annotation: Annotation, remote: Remote | None) -> Saved:
    """What `Annotations.save` promises; within a savepoint, so that one bad annotation spoils no others."""
    with storing(session):
        return _save(session, annotation, remote)


@contextmanager
def storing(session: Session) -> Iterator[None]:
    """A savepoint. What the database cannot hold is Refused, and nothing of the block was written."""
    try:
        with session.begin_nested():
            yield
    except OperationalError:
        raise
    except (StatementError, OverflowError, UnicodeEncodeError) as error:
        said = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise Refused(f"the database cannot hold it: {said}") from error


def _save(session: Session, annotation: Annotation, remote: Remote | None) -> Saved:
    take_turn(session, annotation)
    content = _checked(session, annotation)
    annotation, digest, made = content.annotation, content.sha256, annotation.updated_at or now()
    row = _find(session, annotation, remote, digest)
    moved = remote is not None and row is not None and _move(session, row, annotation)
    if row is None:
        row = _begin(session, annotation, remote, made)
        outcome: Outcome = "new"
    elif _is_past(session, row, annotation, remote, digest):
        return Saved(row.id, "unchanged", row.revision)
    elif _digest(session, row, row.revision) != digest:
        row.revision, outcome = max(row.revision + 1, annotation.revision), "changed"
    elif (row.state == "withdrawn") == (annotation.state == "withdrawn"):
        return Saved(row.id, "changed", row.revision) if moved else _seen_again(session, row, remote, made)
    else:
        return _settled(session, row, "changed", annotation.state)
    _append(session, row, content, made)
    return _settled(session, row, outcome, annotation.state)


def _digest(session: Session, row: AnnotationRow, revision: int) -> str | None:
    query = select(AnnotationRevisionRow.content_sha256).where(AnnotationRevisionRow.annotation_id == row.id)
    return session.scalar(query.where(AnnotationRevisionRow.revision == revision))


def take_turn(session: Session, annotation: Annotation) -> None:
    """Lets one transaction at a time save an annotator's work in a campaign, until it ends.

    Two sweeps of one desk would else both find an annotation new. SQLite has one writer at any time.
    """
    if session.get_bind().dialect.name == "postgresql":
        who = "verdict" if annotation.origin == "verdict" else f"by {annotation.annotator}"
        key = func.hashtextextended(f"{annotation.campaign} {who}", 0)
        session.execute(select(func.pg_advisory_xact_lock(key)))


def _checked(session: Session, annotation: Annotation) -> Content:
    article, revision = annotation.article, annotation.article_revision
    query = select(ArticleRevisionRow.sha256).where(ArticleRevisionRow.article_id == article)
    text_sha256 = session.scalar(query.where(ArticleRevisionRow.revision == revision))
    if text_sha256 is None:
        raise Refused(f"article {article!r} has no revision {revision} here")
    if session.get(CampaignRow, annotation.campaign) is None:
        raise Refused(f"there is no campaign {annotation.campaign!r} here")
    return acceptable(annotation, text_sha256)


def _find(
    session: Session, annotation: Annotation, remote: Remote | None, digest: str
) -> AnnotationRow | None:
    if remote is not None:
        row = session.scalar(select(AnnotationRow).where(lives_at(remote)))
        return _adopted(session, annotation, remote) if row is None else row
    row = session.get(AnnotationRow, annotation.id or annotation_id(annotation, None))
    if row is None:
        return _twin(session, annotation, digest)
    stored = (row.article_id, row.article_revision, row.campaign, row.annotator)
    if stored != work(annotation):
        raise Refused(f"annotation {row.id} is stored as {stored}, not as {work(annotation)}")
    return row


def _adopted(session: Session, annotation: Annotation, remote: Remote) -> AnnotationRow | None:
    """The annotation that was imported from an export before its Label Studio was swept."""
    row = session.get(AnnotationRow, annotation.id or annotation_id(annotation, remote))
    if row is not None:
        row.instance, row.remote_id = remote.instance, remote.annotation_id
        row.remote_created_at = remote.created_at
    return row


def _move(session: Session, row: AnnotationRow, annotation: Annotation) -> bool:
    """Gives an annotation to the annotator to whose desk its task was moved; whether that was so."""
    stored = (row.article_id, row.article_revision)
    if stored != (annotation.article, annotation.article_revision):
        raise Refused(
            f"it is stored as one of {stored[0]}, revision {stored[1]}; its task shows another text"
        )
    if (row.campaign, row.annotator) == (annotation.campaign, annotation.annotator):
        return False
    state, row.state = row.state, "withdrawn"
    session.flush()
    settle(session, row)  # among those it leaves behind
    Annotators(session).ensure(annotation.annotator)
    row.campaign, row.annotator = annotation.campaign, annotation.annotator
    row.state = "superseded" if state == "current" else state
    session.flush()
    settle(session, row)
    return True


def _twin(session: Session, annotation: Annotation, digest: str) -> AnnotationRow | None:
    """The standing annotation that one without a key known here is about.

    It says the same; or neither has a key but whose it is and how it came.
    """
    of = group(*work(annotation), annotation.origin)
    mine = AnnotationRow.annotator == annotation.annotator
    row = session.scalar(of.where(mine, AnnotationRow.state == "current"))
    if row is None or _digest(session, row, row.revision) == digest:
        return row
    same_way = not annotation.id and not row.instance and row.origin == annotation.origin
    return row if same_way else None


def work(annotation: Annotation) -> Work:
    return annotation.article, annotation.article_revision, annotation.campaign, annotation.annotator


def _begin(session: Session, annotation: Annotation, remote: Remote | None, made: datetime) -> AnnotationRow:
    Annotators(session).ensure(annotation.annotator)
    # `superseded` until it is known which one of its group stands
    row = AnnotationRow(**annotation_values(annotation, remote, made), state="superseded")
    session.add(row)
    session.flush()
    return row


def annotation_values(annotation: Annotation, remote: Remote | None, made: datetime) -> dict[str, Any]:
    """A new annotation's columns, but for its state."""
    begun = remote.created_at if remote else made
    return {
        "id": annotation.id or annotation_id(annotation, remote),
        "article_id": annotation.article,
        "article_revision": annotation.article_revision,
        "campaign": annotation.campaign,
        "annotator": annotation.annotator,
        "origin": annotation.origin,
        "revision": annotation.revision,
        "instance": remote.instance if remote else "",
        "remote_id": remote.annotation_id if remote else 0,
        "remote_created_at": remote.created_at if remote else NOWHERE,
        "created_at": annotation.created_at or begun,
        "updated_at": made,
    }


def _append(session: Session, row: AnnotationRow, content: Content, made: datetime) -> None:
    row.updated_at = made
    session.add(AnnotationRevisionRow(**revision_values(row.id, row.revision, content, made)))
    session.flush()


def revision_values(id_: str, revision: int, content: Content, made: datetime) -> dict[str, Any]:
    """A content's columns."""
    return {
        "annotation_id": id_,
        "revision": revision,
        "body": content.body,
        "content_sha256": content.sha256,
        "scheme": content.annotation.scheme,
        "signed_in_as": content.annotation.signed_in_as,
        "seconds": content.annotation.seconds,
        "updated_at": made,
    }


def _is_past(
    session: Session, row: AnnotationRow, annotation: Annotation, remote: Remote | None, digest: str
) -> bool:
    """Whether this is a line of an exported history: a content that has since been replaced."""
    if remote is not None or not annotation.id or annotation.revision >= row.revision:
        return False
    return _digest(session, row, annotation.revision) == digest


def _seen_again(session: Session, row: AnnotationRow, remote: Remote | None, made: datetime) -> Saved:
    """Nothing new; but whoever saves an old annotation once more means that one, not a newer one."""
    if remote is not None and made > row.updated_at:
        row.updated_at = made
        return _settled(session, row, "unchanged", row.state)
    return Saved(row.id, "unchanged", row.revision)


def _settled(session: Session, row: AnnotationRow, outcome: Outcome, state: str) -> Saved:
    if state == "withdrawn":
        row.state = "withdrawn"
    elif row.state == "withdrawn":
        row.state = "superseded"
    session.flush()
    back = settle(session, row)
    late = row.state == "superseded"
    return Saved(row.id, outcome, row.revision, row.id if late else next(iter(back), None))
