"""Whether what was to be written to a desk has arrived: asked of Label Studio, never assumed.

A request whose answer was lost may have been carried out, on SQLite the server may carry one out twice by
itself, and one that timed out may land later. So before anything is sent, and after, the project is asked
which of the articles it shows; of doubles the one with work on it stays, or else the oldest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from annotate.store import Articles, Desk, Intent, Outbox, Session, Store, Tasks
from annotate.studio.client import Studio
from annotate.studio.feed import Page, pages, with_articles
from annotate.studio.tasks import Seen, Shown, known_as, seen, shown_by

Found = Mapping[Shown, Sequence[Seen]]


def settle(
    store: Store, studio: Studio, desk: Desk, due: Mapping[Shown, Intent]
) -> tuple[dict[Shown, Intent], int]:
    """Confirms what is there; says what is not, and how many doubles were deleted."""
    found = _by_shown(with_articles(studio, desk.project, [shown[0] for shown in due]))
    there, deleted = _once(studio, {shown: tasks for shown, tasks in found.items() if shown in due})
    with store.session() as session:
        Outbox(session).confirmed(
            {due[shown].id: known_as(_kept(tasks), shown, desk) for shown, tasks in there.items()}
        )
    return {shown: intent for shown, intent in due.items() if shown not in there}, deleted


def reconcile(store: Store, studio: Studio, desk: Desk, count: int) -> int:
    """Where Label Studio holds another number of tasks than we know of, or one text twice, looks at them all.

    Tasks that are gone are noted as gone (their articles are due again), those that landed unnoticed are
    noted, and of doubles the surplus is deleted: how many is returned.
    """
    with store.session(read_only=True) as session:
        known = [task for task in Tasks(session).of_desk(desk) if task.state == "present"]
    if len(known) == count == len({(task.article, task.article_revision) for task in known}):
        return 0
    found, deleted = _once(studio, _by_shown(pages(studio, desk.project, whole=False)))
    there = [(shown, one) for shown, tasks in found.items() for one in tasks]
    with store.session() as session:
        tasks = Tasks(session)
        kept = {(one.number, one.created_at) for _, one in there}
        for task in known:
            if (task.task, task.created_at) not in kept:
                tasks.mark_gone(task)
        for shown, one in there:
            if _is_ours(session, shown):
                tasks.add(known_as(one, shown, desk))
    return deleted


def _is_ours(session: Session, shown: Shown) -> bool:
    article = Articles(session).get(shown[0], shown[1])
    return article is not None and shown_by(article) == shown


def _by_shown(listed: Iterable[Page]) -> dict[Shown, list[Seen]]:
    found: defaultdict[Shown, list[Seen]] = defaultdict(list)
    for page in listed:
        for task in map(seen, page):
            if task.shown is not None:
                found[task.shown].append(task)
    return found


def _kept(tasks: Sequence[Seen]) -> Seen:
    return min(tasks, key=lambda one: (not one.annotated, one.number))


def _once(studio: Studio, found: Found) -> tuple[Found, int]:
    """What is left once the tasks are deleted that show the same as another and on which nobody has worked.

    A draft is work. The second value is how many were deleted.
    """
    left, deleted = {}, 0
    for shown, tasks in found.items():
        left[shown] = tasks if len(tasks) == 1 else _worked_on(studio, tasks) or [_kept(tasks)]
        for task in tasks:
            if task not in left[shown]:
                studio.delete(f"/api/tasks/{task.number}/")
                deleted += 1
    return left, deleted


def _worked_on(studio: Studio, tasks: Sequence[Seen]) -> list[Seen]:
    return [one for one in tasks if one.annotated or studio.get(f"/api/tasks/{one.number}/drafts")]
