"""The texts an article has had: how one is stored, and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.core import Article, Span
from annotate.core.codec import offset_minutes
from annotate.store.models import ArticleRevisionRow

OffsetMap = Sequence[tuple[int, int, int]]
"""Runs (canonical start, given start, length), sorted: each character of a run came from the given text."""
MOST = 2**31 - 1
"""The highest number that an INTEGER of PostgreSQL holds."""
_WORDS = ("title", "url", "outlet", "author", "language")
_MOMENTS = ("published", "modified")


@dataclass(frozen=True)
class Given:
    """A text as it was given, and how the canonical one came from it."""

    text: str
    offset_map: tuple[tuple[int, int, int], ...]


def about(article: Article) -> dict[str, str]:
    """What is said about an article in words, by the name of the field."""
    return {name: value for name in _WORDS if (value := getattr(article, name)) is not None}


def newest_text(session: Session, id_: str) -> ArticleRevisionRow | None:
    """The newest text of an article, also of a removed one."""
    query = select(ArticleRevisionRow).where(ArticleRevisionRow.article_id == id_)
    return session.scalar(query.where(ArticleRevisionRow.is_current))


def learn(row: ArticleRevisionRow, article: Article, given: Given) -> None:
    """Takes over what is known about the same text now; a text that was erased is filled in again."""
    if not row.text and article.text:
        _fill(row, article, given)
    for name, value in {**about(article), **_moments(article)}.items():
        setattr(row, name, value)
    row.linked = _linked(article) or row.linked


def append(
    session: Session, article: Article, newest: ArticleRevisionRow | None, given: Given, wanted: int | None
) -> None:
    """Stores another text of an article, under the number that is wanted where that is free."""
    number = _number(session, article.id, newest, wanted)
    is_newest = newest is None or number > newest.revision
    if newest is not None and is_newest:
        newest.is_current = False
        session.flush()  # the old one steps back first: two current ones are refused
    row = ArticleRevisionRow(
        article_id=article.id,
        revision=number,
        is_current=is_newest,
        sha256=article.sha256,
        linked=_linked(article),
        **about(article),
        **_moments(article),
    )
    _fill(row, article, given)
    session.add(row)
    session.flush()


def read_article(row: ArticleRevisionRow) -> Article:
    return Article(
        id=row.article_id,
        text=row.text,
        sentences=tuple(Span(start, end) for start, end in row.sentences),
        revision=row.revision,
        linked=tuple((address, words) for address, words in row.linked),
        published=_stated(row.published, row.published_offset),
        modified=_stated(row.modified, row.modified_offset),
        **{name: getattr(row, name) for name in _WORDS},
    )


def read_given(row: ArticleRevisionRow) -> Given:
    text = row.given.decode("utf-8", "surrogatepass")
    return Given(text, tuple((canonical, start, length) for canonical, start, length in row.offset_map))


def _moments(article: Article) -> Mapping[str, Any]:
    """The times that are known, each with the zone that it was stated in."""
    known = {name: moment for name in _MOMENTS if (moment := getattr(article, name)) is not None}
    return {**known, **{f"{name}_offset": offset_minutes(moment) for name, moment in known.items()}}


def _stated(moment: datetime | None, offset: int | None) -> datetime | None:
    if moment is None or offset is None:
        return moment
    return moment.astimezone(timezone(timedelta(minutes=offset)))


def _linked(article: Article) -> list[list[str]]:
    return [list(one) for one in article.linked]


def _number(session: Session, id_: str, newest: ArticleRevisionRow | None, wanted: int | None) -> int:
    if wanted is not None and 0 < wanted <= MOST and session.get(ArticleRevisionRow, (id_, wanted)) is None:
        return wanted
    return 1 if newest is None else newest.revision + 1


def _fill(row: ArticleRevisionRow, article: Article, given: Given) -> None:
    row.text = article.text
    row.sentences = [[span.start, span.end] for span in article.sentences]
    row.given = given.text.encode("utf-8", "surrogatepass")
    row.offset_map = [list(run) for run in given.offset_map]
