"""All articles together: how they are sourced, and which outlets and months they come from.

Outlets stand in the order of the alphabet, each with how many articles were read and no number beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotate.report import awaiting, rows, summary
from annotate.report.charts import Figure, histogram
from annotate.report.html import page
from annotate.report.links import NOWHERE, Links
from annotate.report.rows import Row
from annotate.report.summary import Summary, claims, figures, summarise
from annotate.scheme import Scheme
from annotate.store import Awaiting

UNDATED = "no date"


@dataclass(frozen=True)
class CorpusReport:
    """Every article that people have read.

    Attributes:
        stored: articles in the database, read or not.
        rows: in the order of their ids.
        outlets: name to articles read, by name; articles without an outlet are in none.
        months: `2026-03` to articles read that were published then, by month, those without a date last.
        awaiting: the others, whose newest text nobody has read.
    """

    stored: int
    rows: tuple[Row, ...]
    summary: Summary
    outlets: dict[str, int]
    months: dict[str, int]
    awaiting: Awaiting = awaiting.NONE


def corpus_report(found: Sequence[Row], stored: int, unread: Awaiting = awaiting.NONE) -> CorpusReport:
    """The report; `found` are the articles with a score, or with the reason for having none."""
    read = tuple(sorted(found, key=lambda row: row.article.id))
    outlets = Counter(row.article.outlet for row in read if row.article.outlet)
    months = Counter(row.month or UNDATED for row in read)
    dated = sorted(months, key=lambda month: (month == UNDATED, month))
    return CorpusReport(
        stored,
        read,
        summarise([row.score for row in read]),
        {name: outlets[name] for name in sorted(outlets, key=str.casefold)},
        {month: months[month] for month in dated},
        unread,
    )


def as_json(report: CorpusReport) -> dict[str, Any]:
    """One object; `scores` has a part for each article."""
    return {
        "articles": report.stored,
        "summary": summary.as_json(report.summary),
        "outlets": [{"outlet": name, "read": number} for name, number in report.outlets.items()],
        "months": [{"month": month, "read": number} for month, number in report.months.items()],
        "scores": [rows.as_json(row) for row in report.rows],
        "awaiting": awaiting.as_json(report.awaiting),
    }


def html(report: CorpusReport, scheme: Scheme, links: Links = NOWHERE) -> str:
    """The report as one HTML page; where it stands in a site the articles are on a page of their own."""
    drawn = (*figures(report.summary, scheme), _months(report))
    return page(
        "corpus.html.j2",
        links=links,
        report=report,
        rows=rows.newest_first(report.rows),
        progress=progress(report),
        claims=claims(report.summary),
        figures=[one for one in drawn if one.rows],
    )


def progress(report: CorpusReport) -> str:
    """How much has been read, in a sentence."""
    found = report.summary
    if not report.stored:
        return "No article has been added yet."
    return f"{found.read} of {report.stored} articles have been read, {found.numbered} have a number."


def _months(report: CorpusReport) -> Figure:
    said = "When the articles that people have read were published."
    return histogram("Published", said, ("Month", "Articles"), list(report.months.items()))
