"""Takes an article off every desk: its tasks, and with them all that Label Studio keeps of its text."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.store import Campaigns, Desk, Desks, Store, Tasks
from annotate.studio.client import Studio
from annotate.studio.errors import StudioAnswered
from annotate.studio.feed import with_articles


def desks_showing(store: Store, article: str) -> list[Desk]:
    """The desks that the article was dealt to and that have a project, of all campaigns."""
    with store.session(read_only=True) as session:
        shown = {(task.campaign, task.annotator) for task in Tasks(session).showing(article)}
        return [
            desk
            for campaign in Campaigns(session).all()
            for desk in (*Desks(session).of(campaign.name), Desks(session).adjudication(campaign.name))
            if desk is not None
            and desk.state != "gone"
            and (
                (desk.campaign, desk.annotator) in shown
                or Campaigns(session).assignments(desk.campaign, desk.annotator, [article])
            )
        ]


def take_down(store: Store, studio: Studio, article: str, desks: Sequence[Desk]) -> tuple[int, list[Desk]]:
    """Deletes the article's tasks, with the annotations, drafts and pre-marks on them, from desks.

    The server is asked which tasks show it: one that landed unnoticed is deleted too.

    Returns:
        how many tasks were deleted, and the desks that are not on this server, which were not touched.

    Raises:
        StudioError: when the server fails; the same again goes on.
    """
    deleted, away = 0, []
    for desk in desks:
        if desk.instance != studio.instance:
            away.append(desk)
            continue
        deleted += _delete(studio, desk, article)
        with store.session() as session:
            tasks = Tasks(session)
            for task in tasks.of_desk(desk):
                if task.article == article and task.state == "present":
                    tasks.mark_gone(task)
    return deleted, away


def _delete(studio: Studio, desk: Desk, article: str) -> int:
    try:
        numbers = [task["id"] for page in with_articles(studio, desk.project, [article]) for task in page]
        for number in numbers:
            studio.delete(f"/api/tasks/{number}/")
    except StudioAnswered as error:
        if error.status != 404:  # the project itself is gone, and its tasks with it
            raise
        return 0
    return len(numbers)
