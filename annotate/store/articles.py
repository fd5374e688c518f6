"""Articles: adding, reading, taking away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from itertools import chain, islice
from typing import Literal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer

from annotate.core import Article
from annotate.core.errors import Refused, UsageError
from annotate.store.annotations import Annotations
from annotate.store.erasing import erase
from annotate.store.models import AnnotationRow, ArticleRevisionRow, ArticleRow
from annotate.store.revisions import (
    Given,
    OffsetMap,
    about,
    append,
    learn,
    newest_text,
    read_article,
    read_given,
)
from annotate.store.takedowns import Takedowns
from annotate.store.text import refuse_unstorable
from annotate.store.types import now

_AT_ONCE = 500
"""Ids in one statement."""


class Articles:
    """The articles of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        article: Article,
        *,
        given: str,
        offset_map: OffsetMap = (),
        path: str | None = None,
        revision: int | None = None,
    ) -> Literal["added", "unchanged", "revised"]:
        """Stores an article, or a new text of one; whether that is allowed, the caller has decided.

        The same text again is `unchanged`: its sentences stay as they were first cut, while what is known
        about it (outlet, date, path and so on) is taken over where it is given now. A removed article that
        comes back stands again. `revision` is the number a new text has where it comes from: it keeps it
        where that number is free, and below the newest one it is stored as a past text.

        Raises:
            Refused: when the text holds what no database can (NUL, lone surrogates).
        """
        refuse_unstorable(id=article.id, text=article.text, path=path, **about(article))
        refuse_unstorable(linked=" ".join(chain.from_iterable(article.linked)))
        row = self._session.get(ArticleRow, article.id)
        if row is None:
            row = ArticleRow(id=article.id)
            self._session.add(row)
            self._session.flush()
        revived = row.removed_at is not None
        row.path, row.removed_at = path or row.path, None
        newest, source = newest_text(self._session, article.id), Given(given, tuple(offset_map))
        if newest is not None and newest.sha256 == article.sha256:
            learn(newest, article, source)
            return "added" if revived else "unchanged"
        append(self._session, article, newest, source, revision)
        return "added" if newest is None else "revised"

    def get(self, id_: str, revision: int | None = None) -> Article | None:
        """One revision, the newest by default; None where there is none or the article was removed."""
        query = _standing().where(ArticleRevisionRow.article_id == id_)
        chosen = (
            ArticleRevisionRow.is_current if revision is None else ArticleRevisionRow.revision == revision
        )
        row = self._session.scalar(query.where(chosen))
        return None if row is None else read_article(row)

    def revisions(self, ids: Collection[str]) -> Mapping[tuple[str, int], Article]:
        """Every revision of these articles by id and number; of removed ones none."""
        rows = self._session.scalars(_standing().where(ArticleRevisionRow.article_id.in_(ids)))
        return {(row.article_id, row.revision): read_article(row) for row in rows}

    def history(self, id_: str) -> list[tuple[Article, datetime]]:
        """Every text of a standing article with when it was stored, the first one first."""
        query = _standing().where(ArticleRevisionRow.article_id == id_)
        rows = self._session.scalars(query.order_by(ArticleRevisionRow.revision))
        return [(read_article(row), row.created_at) for row in rows]

    def named(self, revisions: Collection[tuple[str, int]]) -> dict[tuple[str, int], Article | None]:
        """Many revisions at once, by (id, revision); None for one whose article was removed, none unknown."""
        ids = {id_ for id_, _ in revisions}
        found = ((row.article_id, row.revision, row, gone) for row, gone in self._rows(ids))
        return {
            (id_, revision): None if gone else read_article(row)
            for id_, revision, row, gone in found
            if (id_, revision) in revisions
        }

    def newest(self, ids: Collection[str]) -> dict[str, Article]:
        """The newest revision of each of these articles that stands."""
        rows = ((row, gone) for row, gone in self._rows(ids) if row.is_current and not gone)
        return {row.article_id: read_article(row) for row, _ in rows}

    def newest_revisions(self) -> dict[str, int]:
        """The number of the newest revision of every standing article."""
        query = _current().with_only_columns(ArticleRevisionRow.article_id, ArticleRevisionRow.revision)
        return {id_: revision for id_, revision in self._session.execute(query)}  # noqa: C416 - rows are no pairs to mypy

    def _rows(self, ids: Collection[str]) -> Iterator[tuple[ArticleRevisionRow, datetime | None]]:
        """Every revision, without the text as it was given, and the article's tombstone."""
        query = select(ArticleRevisionRow, ArticleRow.removed_at).join(ArticleRow)
        query = query.options(defer(ArticleRevisionRow.given), defer(ArticleRevisionRow.offset_map))
        wanted = iter(ids)
        while some := list(islice(wanted, _AT_ONCE)):
            found = self._session.execute(query.where(ArticleRevisionRow.article_id.in_(some)))
            yield from ((row, gone) for row, gone in found)

    def text(self, id_: str, revision: int) -> str | None:
        """The canonical text of a revision, also of a removed article (empty once erased)."""
        row = self._session.get(ArticleRevisionRow, (id_, revision))
        return None if row is None else row.text

    def revision_with(self, id_: str, sha256: str) -> int | None:
        """The newest revision of an article that has this very text."""
        return self._session.scalar(
            _standing()
            .with_only_columns(ArticleRevisionRow.revision)
            .where(ArticleRevisionRow.article_id == id_, ArticleRevisionRow.sha256 == sha256)
            .order_by(ArticleRevisionRow.revision.desc())
            .limit(1)
        )

    def ids(self, outlet: str | None = None) -> list[str]:
        """The ids of all standing articles, of one outlet if it is named, sorted."""
        query = _current().with_only_columns(ArticleRevisionRow.article_id)
        if outlet is not None:
            query = query.where(ArticleRevisionRow.outlet == outlet)
        return sorted(self._session.scalars(query))

    def revised(self) -> list[str]:
        """The ids of standing articles that have more than one text, one of them read by people, sorted."""
        read = select(AnnotationRow.article_id).where(
            AnnotationRow.state == "current", AnnotationRow.origin.in_(["studio", "import"])
        )
        query = _current().where(ArticleRevisionRow.revision > 1, ArticleRevisionRow.article_id.in_(read))
        return sorted(self._session.scalars(query.with_only_columns(ArticleRevisionRow.article_id)))

    def outlets(self) -> tuple[str, ...]:
        """Every outlet that a standing article is of, sorted."""
        query = _current().with_only_columns(ArticleRevisionRow.outlet).distinct()
        return tuple(sorted(filter(None, self._session.scalars(query))))

    def all(self) -> Iterator[Article]:
        """The newest revision of every standing article, ordered by id."""
        for id_ in self.ids():
            if (article := self.get(id_)) is not None:
                yield article

    def added_at(self) -> dict[str, datetime]:
        """When each standing article was first added, in that order; of one moment in the order of ids."""
        query = select(ArticleRow.id, ArticleRow.created_at).where(ArticleRow.removed_at.is_(None))
        found = [(moment, id_) for id_, moment in self._session.execute(query)]
        return {id_: moment for moment, id_ in sorted(found)}

    def with_sha256(self, sha256: str) -> list[str]:
        """The ids of standing articles whose newest text is this one, sorted."""
        query = _current().with_only_columns(ArticleRevisionRow.article_id)
        return sorted(self._session.scalars(query.where(ArticleRevisionRow.sha256 == sha256)))

    def path(self, id_: str) -> str | None:
        """The file an article last came from."""
        return self._session.scalar(select(ArticleRow.path).where(ArticleRow.id == id_))

    def given(self, id_: str, revision: int | None = None) -> Given:
        """The text as it was given.

        Raises:
            UsageError: when there is no such revision.
        """
        session = self._session
        row = (
            newest_text(session, id_)
            if revision is None
            else session.get(ArticleRevisionRow, (id_, revision))
        )
        if row is None:
            raise UsageError(f"no article {id_!r}" + (f", revision {revision}" if revision else ""))
        return read_given(row)

    def remove(self, id_: str, withdraw: bool = False, reason: str = "") -> None:
        """Sets the tombstone and notes it; with `withdraw` the article's annotations are withdrawn as well.

        Raises:
            UsageError: when no such article stands.
            Refused: when people's annotations of it stand and `withdraw` was not said.
        """
        row = self._session.get(ArticleRow, id_)
        if row is None or row.removed_at is not None:
            raise UsageError(f"no article {id_!r}")
        annotations = Annotations(self._session)
        standing = annotations.standing(id_)
        human = [one for one in standing if one.state == "current" and one.origin != "machine"]
        if human and not withdraw:
            raise Refused(
                f"article {id_!r} has {len(human)} annotations", "say --withdraw to withdraw them too"
            )
        for one in standing:
            annotations.withdraw(one.id)
        row.removed_at = now()
        texts = select(ArticleRevisionRow.sha256).where(ArticleRevisionRow.article_id == id_)
        withdrawn = [one.id for one in standing]
        Takedowns(self._session).note(
            "removed", id_, reason, texts=self._session.scalars(texts), annotations=withdrawn
        )

    def removed(self, id_: str) -> bool:
        """Whether the article was there and has its tombstone."""
        row = self._session.get(ArticleRow, id_)
        return row is not None and row.removed_at is not None

    def every_removed(self) -> set[str]:
        """The ids of all articles that were there and have their tombstone."""
        return set(self._session.scalars(select(ArticleRow.id).where(ArticleRow.removed_at.is_not(None))))

    def erase_text(self, id_: str, *, free_answers: Collection[str] = (), reason: str = "") -> None:
        """Blanks every text of a removed article and whatever quotes it, and notes it; hashes and marks stay.

        Gone are the texts as given and as canonical, titles, quarantined payloads that are of it or hold a
        paragraph of it, scores, notes to the lead, replies and disputes, and the answers to `free_answers`:
        the questions that annotators answer in words of their own. Again, it blanks what has
        come in under its name since. On SQLite the freed pages are
        overwritten, and the log is folded in when the store is closed. On PostgreSQL the old rows go with the
        next VACUUM; backups made before keep the text on both.

        Raises:
            UsageError: when there is no such article, or it has not been removed.
        """
        if not self.removed(id_):
            raise UsageError(f"article {id_!r} is not removed", "remove it first")
        erase(self._session, id_, free_answers, reason)


def _standing() -> Select[ArticleRevisionRow]:
    return select(ArticleRevisionRow).join(ArticleRow).where(ArticleRow.removed_at.is_(None))


def _current() -> Select[ArticleRevisionRow]:
    return _standing().where(ArticleRevisionRow.is_current)
