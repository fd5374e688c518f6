"""Which articles of ours the tasks of a page show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotate.core import Article
from annotate.core.errors import Refused
from annotate.store import Articles, Desk, Session, Tasks
from annotate.studio.tasks import Seen, known_as, seen, shown_by


def shown_on(
    session: Session, page: Sequence[Mapping[str, Any]], desk: Desk
) -> list[Article | Refused | None]:
    """What each task shows: None where that was removed, the reason where it is not what was loaded.

    Tasks of ours are noted: the load that made one may have been cut off, one may have been thought gone.
    """
    looked = [_seen(task) for task in page]
    readable = [one for one in looked if isinstance(one, Seen)]
    texts = Articles(session).named({one.shown[:2] for one in readable if one.shown is not None})
    shown = [one if isinstance(one, Refused) else _article(one, texts) for one in looked]
    ours = [
        known_as(one, shown_by(article), desk)
        for one, article in zip(looked, shown, strict=True)
        if isinstance(one, Seen) and isinstance(article, Article)
    ]
    Tasks(session).add_all(ours)
    return shown


def _seen(task: Mapping[str, Any]) -> Seen | Refused:
    try:
        return seen(task)
    except Refused as refused:
        return refused


def _article(one: Seen, texts: Mapping[tuple[str, int], Article | None]) -> Article | Refused | None:
    if one.shown is None:
        return Refused(f"task {one.number} shows no article of ours")
    id_, revision, _ = one.shown
    if (id_, revision) not in texts:
        return Refused(f"task {one.number} shows article {id_!r}, revision {revision}: there is none here")
    article = texts[id_, revision]
    if article is not None and one.shown != shown_by(article):
        return Refused(f"the text of task {one.number} is not the one that was loaded")
    return article
