"""What the database itself refuses, whatever the code above it does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from annotate.store import Annotations, Articles, Campaign, Campaigns, Remote, Store
from annotate.store import models as m
from tests.support.store import annotation, article

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
OLDER, NEWER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
DESK = {"campaign": "c", "annotator": "ann", "instance": "i", "url": "u", "created_at": MOMENT}
TASK = {
    "project": 1,
    "task": 1,
    "campaign": "c",
    "article_id": "a1",
    "article_revision": 1,
    "annotator": "ann",
}
CAMPAIGN = {"name": "x", "state": "open", "scheme": "1", "depth": "full"}


@pytest.fixture
def session(store: Store) -> Any:
    """A transaction with an article, and two annotations by one annotator of which one stands."""
    with store.session() as session:
        Articles(session).add(article(), given="")
        Campaigns(session).create(Campaign("c", "1"))
        old, new = (
            annotation(article(), updated_at=OLDER),
            annotation(article(), answers={}, updated_at=NEWER),
        )
        Annotations(session).save(old, Remote("i", 1, MOMENT))
        Annotations(session).save(new, Remote("i", 2, MOMENT))
        yield session
        session.rollback()


@pytest.mark.parametrize(
    ("table", "row", "constraint"),
    [
        (m.CampaignRow, CAMPAIGN | {"state": "paused"}, "state"),
        (m.CampaignRow, CAMPAIGN | {"depth": "half"}, "depth"),
        (m.CampaignRow, CAMPAIGN | {"name": "imports"}, "campaigns"),
        (m.CampaignRow, CAMPAIGN | {"scheme": None}, "scheme"),
        (
            m.AssignmentRow,
            {"campaign": "c", "article_id": "a1", "annotator": "ann", "state": "late"},
            "state",
        ),
        (m.AssignmentRow, {"campaign": "c", "article_id": "a1", "annotator": "nobody"}, "(?i)foreign key"),
        (m.DeskRow, DESK | {"project": 1, "state": "tidy"}, "state"),
        (m.TaskRow, TASK | {"instance": "i", "created_at": MOMENT, "state": "lost"}, "state"),
        (m.TaskRow, TASK | {"instance": None, "created_at": MOMENT, "state": "gone"}, "instance"),
        (m.TaskRow, TASK | {"instance": "i", "created_at": None, "state": "gone"}, "created_at"),
        (m.QuarantineRow, {"source": "post", "reason": "", "payload": b"", "payload_sha256": ""}, "source"),
    ],
)
def test_rows_that_are_refused(session: Session, table: Any, row: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        session.execute(insert(table).values(**row))


@pytest.mark.parametrize("change", [{"state": "gone"}, {"origin": "rumour"}, {"id": None}, {"campaign": "?"}])
def test_annotations_that_are_refused(session: Session, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        session.execute(update(m.AnnotationRow).where(m.AnnotationRow.remote_id == 1).values(**change))


def test_two_current_annotations_of_one_reader_are_refused(session: Session) -> None:
    with pytest.raises(IntegrityError, match=r"UNIQUE|uq_annotations_current"):
        session.execute(update(m.AnnotationRow).values(state="current"))


def test_two_annotations_in_one_place_of_label_studio_are_refused(session: Session) -> None:
    with pytest.raises(IntegrityError, match=r"UNIQUE|uq_annotations_remote"):
        session.execute(update(m.AnnotationRow).values(remote_id=7))


def test_two_current_texts_of_one_article_are_refused(session: Session) -> None:
    Articles(session).add(article(text="Another text."), given="")
    with pytest.raises(IntegrityError, match=r"UNIQUE|uq_article_revisions_current"):
        session.execute(update(m.ArticleRevisionRow).values(is_current=True))


def test_a_task_is_stored_once_and_its_number_may_come_again(session: Session) -> None:
    task = TASK | {"instance": "i", "state": "present"}
    session.execute(insert(m.TaskRow).values(**task, created_at=OLDER))
    session.execute(insert(m.TaskRow).values(**task, created_at=NEWER))
    with pytest.raises(IntegrityError, match=r"UNIQUE|uq_tasks"):
        session.execute(insert(m.TaskRow).values(**task, created_at=NEWER))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3)])
def test_a_mark_covers_something(session: Session, start: int, end: int) -> None:
    with pytest.raises(IntegrityError, match="span"):
        session.execute(update(m.MarkRow).values(start_at=start, end_at=end))


def test_an_annotated_text_cannot_be_deleted(session: Session) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.execute(delete(m.ArticleRevisionRow))


def test_a_moment_without_a_zone_is_refused(session: Session) -> None:
    with pytest.raises(StatementError, match="no time zone"):
        session.execute(update(m.ArticleRow).values(removed_at=datetime(2026, 1, 1)))
