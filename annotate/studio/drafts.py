"""Work that was begun and not submitted: it is in Label Studio alone, and no sweep brings it here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotate.studio.client import Studio
from annotate.studio.feed import pages, with_drafts


def pending_drafts(studio: Studio, project: int) -> int:
    """How many tasks of a project have a draft that is newer than their annotations.

    The list of tasks shows only the drafts of whoever asks, so each task with drafts is asked for all.
    """
    tasks = [task for page in pages(studio, project, with_drafts()) for task in page]
    return sum(_is_pending(studio, task) for task in tasks)


def _is_pending(studio: Studio, task: Mapping[str, Any]) -> bool:
    drafts = studio.get(f"/api/tasks/{task['id']}/drafts")
    submitted = max((str(one["updated_at"]) for one in task["annotations"]), default="")
    return any(str(draft["updated_at"]) > submitted for draft in drafts)
