"""Work that was begun and not submitted: it is in Label Studio alone, and no sweep brings it here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from annotate.core.codec import parse_time
from annotate.studio.client import Studio
from annotate.studio.feed import pages, with_drafts


def pending_drafts(studio: Studio, project: int) -> int:
    """How many tasks of a project have a draft that is newer than their annotations.

    The list of tasks shows only the drafts of whoever asks, so each task with drafts is asked for all.
    """
    tasks = [task for page in pages(studio, project, with_drafts()) for task in page]
    return sum(_is_pending(studio, task) for task in tasks)


def _is_pending(studio: Studio, task: Mapping[str, Any]) -> bool:
    submitted = [_changed(annotation) for annotation in task["annotations"]]
    drafts = studio.get(f"/api/tasks/{task['id']}/drafts")
    return any(all(_changed(draft) > moment for moment in submitted) for draft in drafts)


def _changed(work: Mapping[str, Any]) -> datetime:
    moment = parse_time(work.get("updated_at"))
    return datetime.min.replace(tzinfo=UTC) if moment is None else moment
