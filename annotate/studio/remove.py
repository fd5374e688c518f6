"""Takes articles off a desk on which nobody has begun to work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotate.core.errors import Refused
from annotate.store import Desk
from annotate.studio.client import Studio
from annotate.studio.feed import with_articles
from annotate.studio.tasks import Seen, seen


@dataclass(frozen=True)
class Removed:
    """What became of the articles that were to go.

    Attributes:
        free: nobody has begun them; none of them lies on the desk now.
        begun: article to what was found on it; it stays where it is.
    """

    free: tuple[str, ...]
    begun: Mapping[str, str]


def remove_untouched(
    studio: Studio, desk: Desk, articles: Sequence[str], *, dry_run: bool = False
) -> Removed:
    """Deletes the tasks of those articles that have neither annotation, skip nor draft.

    Label Studio is asked, whatever the last sweep said, and just before: there is no way to delete a task
    only if it is untouched. An article that has one page open and nothing saved counts as untouched.

    Raises:
        StudioError: when the server fails; the same again finishes what is left.
    """
    tasks = _tasks(studio, desk, articles)
    begun, free = {}, []
    for article in articles:
        found = next(filter(None, (_work(studio, task) for task in tasks.get(article, ()))), None)
        if found is not None:
            begun[article] = found
            continue
        free.append(article)
        for task in () if dry_run else tasks.get(article, ()):
            studio.delete(f"/api/tasks/{task.number}/")
    return Removed(tuple(free), begun)


def _tasks(studio: Studio, desk: Desk, articles: Sequence[str]) -> Mapping[str, Sequence[Seen]]:
    found: defaultdict[str, list[Seen]] = defaultdict(list)
    for task in _listed(studio, desk, articles):
        if task.shown is not None:
            found[task.shown[0]].append(task)
    return found


def _listed(studio: Studio, desk: Desk, articles: Sequence[str]) -> Iterable[Seen]:
    for page in with_articles(studio, desk.project, articles):
        for task in page:
            try:
                yield seen(task)
            except Refused:
                continue  # without a creation time it is no task that we loaded


def _work(studio: Studio, task: Seen) -> str | None:
    if task.annotated:
        return "it was submitted or skipped"
    return "it has a draft" if studio.get(f"/api/tasks/{task.number}/drafts") else None
