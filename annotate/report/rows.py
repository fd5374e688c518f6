"""Articles as the rows of a table, the same in every report that lists some."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from annotate.core import Article
from annotate.core.codec import as_stated, rfc3339
from annotate.core.spreadsheet import defused
from annotate.report import words
from annotate.score import Score

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """One article and its score; no journalist's name, which never stands beside a number."""

    article: Article
    score: Score

    @property
    def heading(self) -> str:
        return words.heading(self.article)

    @property
    def month(self) -> str | None:
        """`2026-03`; None where no date is known."""
        published = as_stated(self.article.published)
        return published and published[:7]

    @property
    def number(self) -> str:
        return "–" if self.score.score is None else str(self.score.score)

    @property
    def interval(self) -> str:
        return "–" if self.score.low is None else f"{self.score.low}–{self.score.high}"

    @property
    def central(self) -> str:
        """`1 · 1 · 3`: claims without a source, on unnamed ones alone, with a named one."""
        found = self.score.ledger.central
        return f"{len(found.no_source)} · {len(found.unnamed_only)} · {len(found.named)}"


def newest_first(rows: Iterable[Row]) -> list[Row]:
    """The rows by the day of publication, those of one moment by id, those without a date last."""
    known = sorted(rows, key=lambda row: row.article.id)
    return sorted(known, key=lambda row: row.article.published or _NEVER, reverse=True)


def as_json(row: Row) -> dict[str, Any]:
    """What a list says of one article."""
    score, central = row.score, row.score.ledger.central
    return {
        "article": row.article.id,
        "article_revision": row.article.revision,
        "title": row.article.title,
        "outlet": row.article.outlet,
        "published": rfc3339(row.article.published),
        "score": score.score,
        "low": score.low,
        "high": score.high,
        "band": score.band,
        "provisional": score.provisional,
        "annotators": score.annotators,
        "held_by": score.held_by,
        "missing": list(score.missing),
        "claims": {
            "total": central.total,
            "no_source": len(central.no_source),
            "unnamed_only": len(central.unnamed_only),
            "named": len(central.named),
        },
    }


def as_csv(rows: Sequence[Row], more: Mapping[str, Mapping[str, object]] | None = None) -> str:
    """A row an article; a cell that a spreadsheet would run as a formula has a quote mark before it.

    Args:
        more: further columns by name, each with its values by article.
    """
    beside = more or {}
    found = ((*_flat(as_json(row)), *(of[row.article.id] for of in beside.values())) for row in rows)
    return written([(*COLUMNS, *beside), *found])


def written(rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV, each cell defused."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(map(defused, row) for row in rows)
    return out.getvalue()


COLUMNS = (
    *("article", "article_revision", "title", "outlet", "published", "score", "low", "high", "band"),
    *("provisional", "annotators", "held_by", "missing"),
    *("claims", "claims_no_source", "claims_unnamed_only", "claims_named"),
)


def _flat(found: dict[str, Any]) -> list[object]:
    claims = found["claims"]
    plain = [found[name] for name in COLUMNS[:12]]
    return [*plain, "; ".join(found["missing"]), *claims.values()]
