"""Near-duplicates among the articles: the index that finds them, and what it has found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, TextClause, and_, delete, insert, or_, select, text
from sqlalchemy.orm import Session, aliased

from annotate.store.base import table
from annotate.store.models import ArticleRevisionRow, ArticleRow, BandRow, NearDuplicateRow, SignatureRow

MOST = 50
"""Of texts with the same band only the first so many are looked at, which hold the others together."""


@dataclass(frozen=True)
class Signed:
    """A signature in the index; `digest` is as whoever made it gave it."""

    article: str
    sha256: str
    digest: bytes


class NearDuplicates:
    """The index, in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sign(self, signed: Signed, library: str, bands: Sequence[int], replaced: Sequence[int] = ()) -> None:
        """Puts a text into the index in the place of the article's former one, whose bands are `replaced`.

        What the former text was like is forgotten.
        """
        row = self._session.scalar(select(SignatureRow).where(SignatureRow.article_id == signed.article))
        is_new = row is None
        if row is None:
            row = SignatureRow(article_id=signed.article)
            self._session.add(row)
        row.sha256, row.library, row.digest = signed.sha256, library, signed.digest
        self._session.flush()
        kept = set() if is_new else self._forget(row, bands, replaced)
        new = [{"key": key, "signature_id": row.id} for key in sorted({*bands} - kept)]
        if new:
            self._session.execute(insert(table(BandRow)), new)

    def _forget(self, row: SignatureRow, bands: Sequence[int], replaced: Sequence[int]) -> set[int]:
        """Takes a former text's bands and links away; those of its bands that the new one has stay."""
        kept = self._bands(row.id, bands)
        gone = set(replaced) - kept
        self._session.execute(delete(BandRow).where(BandRow.signature_id == row.id, BandRow.key.in_(gone)))
        self._session.execute(delete(NearDuplicateRow).where(_of(row.article_id)))
        return kept

    def _bands(self, signature: int, bands: Sequence[int]) -> set[int]:
        """Those of the bands that a signature has already: an erased text's are left, and may come again."""
        query = select(BandRow.key).where(BandRow.signature_id == signature, BandRow.key.in_(bands))
        return set(self._session.scalars(query))

    def signed(self, id_: str, library: str) -> Signed | None:
        """What the index has of an article, made by this library."""
        found = select(SignatureRow).where(SignatureRow.article_id == id_, SignatureRow.library == library)
        row = self._session.scalar(found)
        return None if row is None else Signed(row.article_id, row.sha256, row.digest)

    def sharing(self, bands: Sequence[int], library: str) -> Iterator[Signed]:
        """Standing articles with one of these bands, those with most of them first."""
        keys = {f"k{number}": key for number, key in enumerate(bands)}
        ids = [id_ for id_, _ in self._session.execute(_sharing(len(bands)), keys)]
        rows = self._session.scalars(
            select(SignatureRow)
            .join(ArticleRow)
            .where(SignatureRow.id.in_(ids), SignatureRow.library == library, ArticleRow.removed_at.is_(None))
        )
        found = {row.id: row for row in rows}
        for row in (found[id_] for id_ in ids if id_ in found):
            yield Signed(row.article_id, row.sha256, row.digest)

    def unsigned(self, library: str) -> list[str]:
        """The standing articles whose newest text this library has not signed, in the order of their ids."""
        signed = and_(
            SignatureRow.article_id == ArticleRevisionRow.article_id,
            SignatureRow.sha256 == ArticleRevisionRow.sha256,
            SignatureRow.library == library,
        )
        query = (
            select(ArticleRevisionRow.article_id)
            .join(ArticleRow)
            .outerjoin(SignatureRow, signed)
            .where(ArticleRow.removed_at.is_(None), ArticleRevisionRow.is_current, SignatureRow.id.is_(None))
        )
        return sorted(self._session.scalars(query))

    def link(self, id_: str, alike: Mapping[str, float]) -> None:
        """Notes what a text that was just signed is alike, and how much."""
        pairs = [(*sorted((id_, other)), similarity) for other, similarity in alike.items()]
        rows = [{"article_id": low, "other_id": high, "similarity": of} for low, high, of in pairs]
        if rows:
            self._session.execute(insert(table(NearDuplicateRow)), rows)

    def of(self, id_: str) -> Mapping[str, float]:
        """The standing articles that one is alike, and how much; the most similar first."""
        pairs = self._pairs(_of(id_))
        found = {(other if one == id_ else one): similarity for one, other, similarity in pairs}
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def pairs(self) -> list[tuple[str, str, float]]:
        """All pairs of standing articles that are alike, by their ids."""
        return self._pairs(NearDuplicateRow.article_id != "")

    def _pairs(self, where: ColumnElement[bool]) -> list[tuple[str, str, float]]:
        low, high = aliased(ArticleRow), aliased(ArticleRow)
        query = (
            select(NearDuplicateRow.article_id, NearDuplicateRow.other_id, NearDuplicateRow.similarity)
            .join(low, low.id == NearDuplicateRow.article_id)
            .join(high, high.id == NearDuplicateRow.other_id)
            .where(where, low.removed_at.is_(None), high.removed_at.is_(None))
        )
        return sorted((one, other, similarity) for one, other, similarity in self._session.execute(query))


def _of(id_: str) -> ColumnElement[bool]:
    return or_(NearDuplicateRow.article_id == id_, NearDuplicateRow.other_id == id_)


@cache
def _sharing(bands: int) -> TextClause:
    """The signatures with most of the bands; of each band only the first, since there may be many copies."""
    each = " UNION ALL ".join(
        f"SELECT signature_id FROM (SELECT signature_id FROM bands WHERE key = :k{number} "  # noqa: S608 - numbers
        f"ORDER BY signature_id LIMIT {MOST}) AS b{number}"
        for number in range(bands)
    )
    return text(
        f"SELECT signature_id, count(*) FROM ({each}) AS found "  # noqa: S608 - as above
        f"GROUP BY signature_id ORDER BY count(*) DESC, signature_id LIMIT {MOST}"
    )
