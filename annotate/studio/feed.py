"""Tasks read from a project, a page at a time, in the order of their numbers.

Pages follow the key and not an offset: a task that changes while they are read neither hides another nor
comes twice. `/api/tasks` is asked directly, since the SDK takes a 404 in the middle for the end of the list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from annotate.core.errors import StudioError
from annotate.studio.client import Studio

PAGE = 100
_BRIEFLY = "id,created_at,data,total_annotations,cancelled_annotations"
"""Named, they spare the server half its time: else it writes out every prediction of every task too."""
_LONGEST_QUERY = 4_000

Filter = dict[str, Any]
Page = list[Mapping[str, Any]]


def updated_since(moment: datetime) -> Filter:
    """Tasks that changed at or after `moment` (UTC). Without fractional seconds the server answers 500."""
    return _filter("updated_at", "greater_or_equal", "Datetime", f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z")


def with_drafts() -> Filter:
    """Tasks on which somebody has work that was not submitted."""
    return _filter("draft_exists", "equal", "Boolean", True)


def without_annotations() -> Filter:
    """Tasks that nobody has submitted."""
    return _filter("total_annotations", "equal", "Number", 0)


@dataclass(frozen=True)
class Listed:
    """A page of tasks, and the server's time when it was asked for them."""

    tasks: Page
    asked_at: datetime


def listed(studio: Studio, project: int, *either: Filter, whole: bool = True) -> Iterator[Listed]:
    """The tasks of a project that pass any of the filters, or all its tasks; at least one page, empty or not.

    Args:
        whole: with their annotations and predictions; else their data and counts alone.

    Raises:
        StudioError: when the server fails, or answers what is no list of tasks.
    """
    last, total, page = 0, 1, None
    while page is None or total > len(page.tasks):
        page, total = _page(studio, project, _behind(last, either), whole)
        yield page
        last = page.tasks[-1]["id"] if page.tasks else last


def pages(studio: Studio, project: int, *either: Filter, whole: bool = True) -> Iterator[Page]:
    """What `listed` finds, as far as it is anything."""
    return (page.tasks for page in listed(studio, project, *either, whole=whole) if page.tasks)


def with_articles(
    studio: Studio, project: int, articles: Sequence[str], *, whole: bool = False
) -> Iterator[Page]:
    """The tasks of a project that show any of these articles, `whole` with their annotations."""
    for few in _short_enough(articles):
        yield from pages(studio, project, _filter("data.article_id", "in_list", "String", few), whole=whole)


def _short_enough(articles: Sequence[str]) -> Iterator[list[str]]:
    """Lists of ids whose query stays under what proxies allow in an address."""
    few: list[str] = []
    length = 0
    for article in dict.fromkeys(articles):
        if few and length + 3 * len(article) > _LONGEST_QUERY:
            yield few
            few, length = [], 0
        few.append(article)
        length += 3 * len(article)
    if few:
        yield few


def _behind(last: int, either: Sequence[Filter]) -> list[Filter]:
    """The filters for what lies behind the last task that was read."""
    rest = _filter("id", "greater", "Number", last)
    return [{**one, "child_filter": rest} for one in either] or [rest]


def _page(studio: Studio, project: int, either: list[Filter], whole: bool) -> tuple[Listed, int]:
    query = {"filters": {"conjunction": "or", "items": either}, "ordering": ["tasks:id"]}
    params: dict[str, str | int | bool] = {
        "project": project,
        "page_size": PAGE,
        "resolve_uri": "false",
        "query": json.dumps(query, separators=(",", ":")),
    }
    fields: dict[str, str | int | bool] = {"fields": "all"} if whole else {"include": _BRIEFLY}
    answer = studio.read("/api/tasks/", params | fields)
    body = answer.body if isinstance(answer.body, dict) else {}
    tasks, total = body.get("tasks"), body.get("total")
    if (
        not isinstance(tasks, list)
        or type(total) is not int
        or not all(_is_task(one, whole) for one in tasks)
    ):
        raise StudioError(
            f"Label Studio's list of the tasks of project {project} is not readable",
            "check the server's version with `annotate doctor`; nothing was changed",
        )
    return Listed(tasks, answer.asked_at), total


def _is_task(task: object, whole: bool) -> bool:
    """Annotations that are not told must never be taken for annotations that are gone."""
    if not isinstance(task, dict) or type(task.get("id")) is not int:
        return False
    return not whole or isinstance(task.get("annotations"), list)


def _filter(column: str, operator: str, type_: str, value: object) -> Filter:
    return {"filter": f"filter:tasks:{column}", "operator": operator, "type": type_, "value": value}
