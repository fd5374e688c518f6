"""A task: what we write into its data, and what a task that we read shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from annotate.core import Article
from annotate.core.article import text_sha256
from annotate.core.codec import canonical_json, parse_time
from annotate.core.errors import Refused
from annotate.scheme.controls import TEXT
from annotate.store import Desk, Task
from annotate.store.revisions import MOST
from annotate.store.text import storable

STAND_IN = "□"
"""What the editor shows for a character beyond the BMP, such as an emoji."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

Shown = tuple[str, int, str]
"""Article, revision, sha256 of the text as the editor is given it."""


@dataclass(frozen=True, order=True)
class Seen:
    """A task as Label Studio lists it; `shown` is None where its data is not ours."""

    number: int
    created_at: datetime
    shown: Shown | None
    annotated: bool


def on_page(text: str) -> str:
    """The text as the editor is given it, code point for code point.

    The editor counts UTF-16 units when a mark's edge is pulled: behind an astral character the edge would
    move by one, unseen. One stand-in each keeps every offset right.
    """
    return _ASTRAL.sub(STAND_IN, text)


def data(article: Article) -> dict[str, Any]:
    """The data of the task that shows `article`. Keys go here: `meta` cannot be searched."""
    return {
        "article_id": article.id,
        "article_revision": article.revision,
        TEXT: on_page(article.text),
        "text_sha256": article.sha256,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
    }


def data_sha256(article: Article) -> str:
    """Identifies what a task is to show."""
    return sha256(canonical_json(data(article)).encode()).hexdigest()


def shown_by(article: Article) -> Shown:
    return article.id, article.revision, text_sha256(on_page(article.text))


def seen(task: Mapping[str, Any]) -> Seen:
    """What a listed task shows. The hash is taken from its text: the one beside it may be out of date.

    Raises:
        Refused: when the server says of it what cannot be read.
    """
    created_at = parse_time(task.get("created_at"))
    if created_at is None:
        raise Refused(f"task {task['id']} has no creation time")
    counts = (task.get("total_annotations"), task.get("cancelled_annotations"))
    return Seen(task["id"], created_at, _shown(task.get("data")), any(count != 0 for count in counts))


def known_as(found: Seen, shown: Shown, desk: Desk) -> Task:
    """The task as the store keeps it."""
    return Task(
        instance=desk.instance,
        project=desk.project,
        task=found.number,
        created_at=found.created_at,
        campaign=desk.campaign,
        article=shown[0],
        article_revision=shown[1],
        annotator=desk.annotator,
    )


def _shown(content: object) -> Shown | None:
    if not isinstance(content, Mapping):
        return None
    article, revision, text = (content.get(key) for key in ("article_id", "article_revision", TEXT))
    if not isinstance(article, str) or type(revision) is not int or not isinstance(text, str):
        return None
    if storable(article) != article or not 0 < revision <= MOST:
        return None  # no database can be asked for it
    return article, revision, text_sha256(text)
