"""Articles that await a reading: named, and without any number."""

from __future__ import annotations

from typing import Any

from annotate.core.codec import rfc3339
from annotate.store import Awaiting, Unread

NONE = Awaiting()


def sentence(awaiting: Awaiting) -> str:
    """`3 articles await a reading.`; empty where none does."""
    if awaiting.total == 1:
        return "1 article awaits a reading."
    return f"{awaiting.total} articles await a reading." if awaiting.total else ""


def read_before(one: Unread) -> str:
    """Which earlier text of it people have read."""
    return "–" if one.read is None else f"revision {one.read}"


def published(one: Unread) -> str:
    """`2026-03-31`, for a table at the terminal."""
    at = one.article.published
    return "no date" if at is None else f"{at:%Y-%m-%d}"


def left(awaiting: Awaiting) -> int:
    """How many are counted and not named."""
    return awaiting.total - len(awaiting.first)


def as_json(awaiting: Awaiting) -> dict[str, Any]:
    """How many, and the first of them; `read_revision` is the newest of its texts that was read."""
    return {
        "articles": awaiting.total,
        "first": [
            {
                "article": one.article.id,
                "article_revision": one.article.revision,
                "title": one.article.title,
                "outlet": one.article.outlet,
                "published": rfc3339(one.article.published),
                "read_revision": one.read,
            }
            for one in awaiting.first
        ],
    }
