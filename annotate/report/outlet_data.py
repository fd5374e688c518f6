"""An outlet's report for programs: one JSON object, or a table of its articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from annotate.core.codec import rfc3339
from annotate.report import words
from annotate.report.outlet import LEAST, SHARES, OutletReport, Piece
from annotate.report.response import NONE_ASKED
from annotate.report.rows import written

DIGITS = 4
_COLUMNS = (
    *("article", "revision", "title", "published", "score", "low", "high", "band", "provisional"),
    *("sources", "unnamed", "vague", "sided_claims", "one_sided_claims", "accused_heard", "reply"),
)


def as_json(report: OutletReport) -> dict[str, Any]:
    """One object; `level`, `shares`, `bands` and `months` are empty below the minimum of evidence."""
    return {
        "outlet": report.outlet,
        "read": len(report.pieces),
        "unread": report.unread,
        "scored": report.scored,
        "needed": LEAST,
        "level": report.level and {name: _rounded(value) for name, value in asdict(report.level).items()},
        "shares": {
            name: {**{key: _rounded(value) for key, value in asdict(one).items()}, "counts": SHARES[name]}
            for name, one in report.shares.items()
        },
        "bands": dict(report.bands),
        "months": [{**asdict(one), "mean": _rounded(one.mean)} for one in report.months],
        "articles": [dict(zip(_COLUMNS, _row(one, report), strict=True)) for one in report.pieces],
    }


def as_csv(report: OutletReport) -> str:
    """A row an article; a cell that a spreadsheet would run as a formula has a quote mark before it."""
    return written(_rows(report))


def _rows(report: OutletReport) -> Iterator[tuple[object, ...]]:
    yield _COLUMNS
    yield from (_row(one, report) for one in report.pieces)


def _row(one: Piece, report: OutletReport) -> tuple[object, ...]:
    article, score = one.article, one.score
    response = report.asked.get(article.id)
    return (
        *(article.id, article.revision, words.heading(article), rfc3339(article.published)),
        *(score.score, score.low, score.high, score.band, score.provisional),
        *(one.sources, one.unnamed, one.vague, one.sided, one.one_sided, one.heard),
        response.said if response else NONE_ASKED,
    )


def _rounded(value: float | None) -> float | None:
    return round(value, DIGITS) if isinstance(value, float) else value
