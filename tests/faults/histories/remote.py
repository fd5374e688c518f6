"""What Label Studio holds, read from its own database: no code of ours and no cache stands between."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

_NUMBERED = ("project", "task", "task_completion", "tasks_annotationdraft")


@dataclass(frozen=True)
class TaskThere:
    """A task; `article` is what its data says, None where it says nothing."""

    id: int
    updated_at: datetime
    data: dict[str, Any]

    @property
    def article(self) -> str | None:
        return self.data.get("article_id")


@dataclass(frozen=True)
class AnnotationThere:
    """An annotation or, where `skip`, the mark that somebody did not want to make one."""

    id: int
    task: int
    created_at: datetime
    updated_at: datetime
    result: list[dict[str, Any]]
    skip: bool
    by: int | None

    @cached_property
    def payload(self) -> dict[str, Any]:
        """As the API tells it."""
        return {
            "id": self.id,
            "created_at": self.created_at.isoformat(),
            "updated_at": self.updated_at.isoformat(),
            "result": self.result,
            "completed_by": self.by,
        }


@dataclass(frozen=True)
class DraftThere:
    """Work that was not submitted."""

    task: int
    updated_at: datetime


@dataclass(frozen=True)
class LabelStudioDatabase:
    """The SQLite file of a running server."""

    path: Path

    def tasks(self, project: int) -> list[TaskThere]:
        query = "select id, updated_at, data from task where project_id = ? order by id"
        return [
            TaskThere(id_, _time(changed), json.loads(data))
            for id_, changed, data in self._rows(query, [project])
        ]

    def annotations(self, tasks: Sequence[int]) -> list[AnnotationThere]:
        """Of these tasks, in the order they were made."""
        columns = "id, task_id, created_at, updated_at, result, was_cancelled, completed_by_id"
        query = f"select {columns} from task_completion where task_id in ({_marks(tasks)}) order by id"
        return [
            AnnotationThere(id_, task, _time(made), _time(changed), json.loads(result), bool(skip), by)
            for id_, task, made, changed, result, skip, by in self._rows(query, tasks)
        ]

    def drafts(self, tasks: Sequence[int]) -> list[DraftThere]:
        query = f"select task_id, updated_at from tasks_annotationdraft where task_id in ({_marks(tasks)})"
        return [DraftThere(task, _time(changed)) for task, changed in self._rows(query, tasks)]

    def projects(self, part_of_description: str) -> list[int]:
        query = "select id from project where instr(description, ?) order by id"
        return [id_ for (id_,) in self._rows(query, [part_of_description])]

    def forget_numbers(self) -> None:
        """Lets the numbers of what was deleted be given out again, as after a restored backup."""
        with self._open() as connection, connection:
            for table in _NUMBERED:
                newest = f"(select coalesce(max(id), 0) from {table})"
                connection.execute(f"update sqlite_sequence set seq = {newest} where name = ?", [table])

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with self._open() as connection:
            return connection.execute(query, values).fetchall()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=60)) as connection:
            yield connection


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
