"""Label Studio's tasks as we know them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import count
from sqlalchemy.sql.functions import max as max_

from annotate.store.desks import Desk
from annotate.store.models import TaskRow

_KEY = ("instance", "project", "task", "created_at")


@dataclass(frozen=True)
class Task:
    """One article on one desk, known by (instance, project, task, created_at); `present` or `gone`."""

    instance: str
    project: int
    task: int
    created_at: datetime
    campaign: str
    article: str
    article_revision: int
    annotator: str
    state: str = "present"


class Tasks:
    """The tasks of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, task: Task) -> int:
        """Stores a task seen in Label Studio and returns our number of it; a known one is updated."""
        return self.add_all([task])[0]

    def add_all(self, tasks: Sequence[Task]) -> list[int]:
        """The same of many at once, in their order."""
        query = select(TaskRow).where(TaskRow.instance.in_({one.instance for one in tasks}))
        query = query.where(TaskRow.project.in_({one.project for one in tasks}))
        known = self._session.scalars(query.where(TaskRow.task.in_({one.task for one in tasks})))
        rows = {(row.instance, row.project, row.task, row.created_at): row for row in known}
        for task in tasks:
            key = (task.instance, task.project, task.task, task.created_at)
            if key not in rows:
                rows[key] = TaskRow(**dict(zip(_KEY, key, strict=True)))
                self._session.add(rows[key])
            row = rows[key]
            row.campaign, row.annotator, row.state = task.campaign, task.annotator, task.state
            row.article_id, row.article_revision = task.article, task.article_revision
        self._session.flush()
        return [rows[one.instance, one.project, one.task, one.created_at].id for one in tasks]

    def of_desk(self, desk: Desk) -> list[Task]:
        """All tasks a desk's project has had, ordered by their number there."""
        query = select(TaskRow).where(TaskRow.instance == desk.instance, TaskRow.project == desk.project)
        query = query.where(TaskRow.campaign == desk.campaign, TaskRow.annotator == desk.annotator)
        return [_task(row) for row in self._session.scalars(query.order_by(TaskRow.task, TaskRow.id))]

    def find(self, instance: str, project: int, task: int, created_at: datetime) -> Task | None:
        row = self._row(instance, project, task, created_at)
        return None if row is None else _task(row)

    def showing(self, article: str) -> list[Task]:
        """The present tasks of any desk that show any text of an article, in the order they were noted."""
        query = select(TaskRow).where(TaskRow.article_id == article, TaskRow.state == "present")
        return [_task(row) for row in self._session.scalars(query.order_by(TaskRow.id))]

    def newest_shown(self, desk: Desk, articles: Collection[str] | None = None) -> dict[str, int]:
        """Article, of all or of those named, to the newest text that a present task of the desk shows."""
        query = select(TaskRow.article_id, max_(TaskRow.article_revision)).where(
            TaskRow.instance == desk.instance, TaskRow.project == desk.project, TaskRow.state == "present"
        )
        if articles is not None:
            query = query.where(TaskRow.article_id.in_(articles))
        found = self._session.execute(query.group_by(TaskRow.article_id))
        return {id_: revision for id_, revision in found}  # noqa: C416 - rows are no pairs to mypy

    def overtaken(self, desk: Desk) -> list[Task]:
        """The present tasks of a desk that show an older text than another one there."""
        newest = self.newest_shown(desk)
        present = [task for task in self.of_desk(desk) if task.state == "present"]
        return [task for task in present if task.article_revision < newest[task.article]]

    def shown_twice(self, desk: Desk) -> set[str]:
        """The articles of which more than one present task of a desk shows the same text."""
        query = select(TaskRow.article_id).where(
            TaskRow.instance == desk.instance, TaskRow.project == desk.project, TaskRow.state == "present"
        )
        same = query.group_by(TaskRow.article_id, TaskRow.article_revision)
        return set(self._session.scalars(same.having(count() > 1)))

    def mark_gone(self, task: Task) -> None:
        """Notes that Label Studio no longer has the task."""
        row = self._row(task.instance, task.project, task.task, task.created_at)
        if row is not None:
            row.state = "gone"
            self._session.flush()

    def _row(self, instance: str, project: int, task: int, created_at: datetime) -> TaskRow | None:
        query = select(TaskRow).where(TaskRow.instance == instance, TaskRow.project == project)
        return self._session.scalar(query.where(TaskRow.task == task, TaskRow.created_at == created_at))


def _task(row: TaskRow) -> Task:
    return Task(
        instance=row.instance,
        project=row.project,
        task=row.task,
        created_at=row.created_at,
        campaign=row.campaign,
        article=row.article_id,
        article_revision=row.article_revision,
        annotator=row.annotator,
        state=row.state,
    )
