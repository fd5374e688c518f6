"""Work that was begun and not submitted: it is in Label Studio alone, and no sweep brings it here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from annotate.core.codec import parse_time
from annotate.studio.client import Studio
from annotate.studio.feed import pages, with_drafts


def drafts_on(studio: Studio, project: int) -> int:
    """On how many tasks of a project a draft is newer than their annotations."""
    return sum(pending_drafts(studio, page) for page in pages(studio, project, with_drafts()))


def pending_drafts(studio: Studio, tasks: Iterable[Mapping[str, Any]]) -> int:
    """The same of these tasks, which were listed whole.

    The list of tasks shows only the drafts of whoever asks, so each task that has any is asked for all.
    """
    return sum(_is_pending(studio, task) for task in tasks if task.get("draft_exists") is not False)


def _is_pending(studio: Studio, task: Mapping[str, Any]) -> bool:
    submitted = [_changed(annotation) for annotation in task["annotations"]]
    drafts = studio.get(f"/api/tasks/{task['id']}/drafts")
    return any(all(_changed(draft) > moment for moment in submitted) for draft in drafts)


def _changed(work: Mapping[str, Any]) -> datetime:
    moment = parse_time(work.get("updated_at"))
    return datetime.min.replace(tzinfo=UTC) if moment is None else moment
