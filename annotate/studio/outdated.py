"""Tasks that show a text which a newer one on the same desk has overtaken."""

from __future__ import annotations

from annotate.store import Desk, Store, Tasks
from annotate.studio.client import Studio
from annotate.studio.feed import with_articles
from annotate.studio.tasks import Seen, seen


def drop_outdated(store: Store, studio: Studio, desk: Desk) -> int:
    """Deletes overtaken tasks on which nobody has worked, and says how many; those with work stay.

    Raises:
        StudioError: when the server fails; the same again goes on.
    """
    with store.session(read_only=True) as session:
        overtaken = Tasks(session).overtaken(desk)
    articles = [task.article for task in overtaken]
    listed = [seen(task) for page in with_articles(studio, desk.project, articles) for task in page]
    there = {(one.number, one.created_at): one for one in listed}
    dropped = 0
    for task in overtaken:
        found = there.get((task.task, task.created_at))
        if found is not None and _is_worked_on(studio, found):
            continue
        if found is not None:
            studio.delete(f"/api/tasks/{task.task}/")
            dropped += 1
        with store.session() as session:
            Tasks(session).mark_gone(task)
    return dropped


def _is_worked_on(studio: Studio, task: Seen) -> bool:
    return task.annotated or bool(studio.get(f"/api/tasks/{task.number}/drafts"))
