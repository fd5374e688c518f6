"""How far a campaign has come, and how well sourced the articles are that it reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotate.consensus.agreement import Agreement, to_json
from annotate.report import awaiting, rows, summary
from annotate.report.rows import Row
from annotate.report.summary import Summary, summarise
from annotate.store import Assignment, Awaiting, Campaign


@dataclass(frozen=True)
class CampaignReport:
    """One campaign, as of the last sync.

    Attributes:
        rows: the articles that people have read, in the order of their ids.
        agreement: of those that two or more have read.
        states: annotator to how many of theirs are `done`, `skipped` and `assigned` (still to do).
        awaiting: its other articles, of whose newest text it has no reading.
    """

    campaign: Campaign
    rows: tuple[Row, ...]
    summary: Summary
    agreement: Agreement
    states: Mapping[str, Mapping[str, int]]
    articles: int
    awaiting: Awaiting = awaiting.NONE

    @property
    def total(self) -> Mapping[str, int]:
        """The same of all annotators together."""
        return sum((Counter(one) for one in self.states.values()), Counter())


def campaign_report(
    campaign: Campaign,
    found: Sequence[Row],
    agreement: Agreement,
    assignments: Sequence[Assignment],
    unread: Awaiting = awaiting.NONE,
) -> CampaignReport:
    """The report; `found` are the articles with a score, or with the reason for having none."""
    states: dict[str, Counter[str]] = {}
    for one in assignments:
        states.setdefault(one.annotator, Counter())[one.state] += 1
    read = tuple(sorted(found, key=lambda row: row.article.id))
    articles = {one.article for one in assignments} or {row.article.id for row in read}
    return CampaignReport(
        campaign,
        read,
        summarise([row.score for row in read]),
        agreement,
        dict(sorted(states.items())),
        len(articles),
        unread,
    )


def as_json(report: CampaignReport) -> dict[str, Any]:
    """One object; `agreement` is that of `annotate agreement`."""
    about = report.campaign
    return {
        "campaign": about.name,
        "state": about.state,
        "scheme": about.scheme,
        "depth": about.depth,
        "articles": report.articles,
        "progress": [
            {"annotator": name, **{state: counts.get(state, 0) for state in ("done", "skipped", "assigned")}}
            for name, counts in report.states.items()
        ],
        "summary": summary.as_json(report.summary),
        "agreement": to_json(report.agreement),
        "scores": [rows.as_json(row) for row in report.rows],
        "awaiting": awaiting.as_json(report.awaiting),
    }
