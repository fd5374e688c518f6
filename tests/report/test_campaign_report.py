"""What the report on a campaign says in each of its forms."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from annotate.cli.report_campaign import text
from annotate.consensus.agreement import agreement
from annotate.report import ArticleReport, words
from annotate.report.campaign import CampaignReport, as_json, campaign_report
from annotate.report.campaign_page import MOST_DRAWN, html, progress
from annotate.report.rows import COLUMNS, Row, as_csv
from annotate.report.summary import claims, summarise
from annotate.store import Assignment, Campaign
from tests.support.scheme import the_scheme

Reports = Mapping[str, ArticleReport]
SPRING = Campaign("spring", "1")
ASSIGNED = [
    Assignment("spring", article, annotator, state)
    for annotator, states in {
        "ada": ("done", "done"),
        "bob": ("done", "skipped"),
        "cem": ("assigned",),
    }.items()
    for article, state in zip(("gossip-studio-split", "wire-coal-piers"), states, strict=False)
]


@pytest.fixture
def report(reports: Reports) -> CampaignReport:
    rows = [Row(one.article, one.score) for one in reports.values()]
    return campaign_report(SPRING, rows, agreement([], the_scheme()), ASSIGNED)


def test_progress_is_counted_by_annotator_and_in_all(report: CampaignReport) -> None:
    assert as_json(report)["progress"] == [
        {"annotator": "ada", "done": 2, "skipped": 0, "assigned": 0},
        {"annotator": "bob", "done": 1, "skipped": 1, "assigned": 0},
        {"annotator": "cem", "done": 0, "skipped": 0, "assigned": 1},
    ]


def test_how_far_it_has_come_is_said_in_a_sentence(reports: Reports) -> None:
    row = Row(reports["wire-coal-piers"].article, reports["wire-coal-piers"].score)
    report = campaign_report(SPRING, [row], agreement([], the_scheme()), ASSIGNED)
    assert progress(report) == "3 of 5 readings are in. 1 of 2 articles have been read, 1 have a number."


def test_the_summary_counts_every_article_claim_and_source_once(report: CampaignReport) -> None:
    found, scores = report.summary, [row.score for row in report.rows]
    assert sum(found.tens) == found.numbered == sum(one.score is not None for one in scores)
    assert found.central == sum(one.ledger.central.total for one in scores)
    assert sum(found.sources.values()) == sum(len(one.ledger.speakers) for one in scores)
    assert "Of the 55 claims these articles rest on, 18 % name no source" in claims(found)


@pytest.mark.parametrize(("number", "place"), [(0, 0), (9, 0), (10, 1), (59, 5), (99, 9), (100, 9)])
def test_a_hundred_lies_with_the_nineties(number: int, place: int, reports: Reports) -> None:
    tens = summarise([replace(reports["wire-coal-piers"].score, score=number)]).tens
    assert [at for at, count in enumerate(tens) if count] == [place]


def test_a_gate_is_counted_where_it_takes_points_away(reports: Reports) -> None:
    score = next(one.score for one in reports.values() if one.score.gates)
    bites = replace(score, ungated=100)
    assert sum(summarise([bites]).held.values()) == len(bites.gates)
    assert not summarise([replace(score, ungated=0)]).held


def test_a_row_an_article_in_the_csv(report: CampaignReport) -> None:
    found = list(csv.DictReader(io.StringIO(as_csv(report.rows))))
    assert tuple(found[0]) == COLUMNS
    assert [one["article"] for one in found] == [row.article.id for row in report.rows]
    gossip = next(one for one in found if one["article"] == "gossip-studio-split")
    assert (gossip["score"], gossip["claims"], gossip["claims_unnamed_only"]) == ("8", "4", "4")


def test_the_page_has_each_picture_with_its_table(report: CampaignReport) -> None:
    page = html(report, the_scheme())
    for title in ("Scores", "What the claims rest on", "Who speaks", "Each article", "Finished"):
        assert f'aria-label="{title}"' in page
        assert f'aria-label="{title}, the figures"' in page
    assert words.DISCLAIMER in page
    assert "<script" not in page


def test_of_many_articles_the_distribution_is_drawn_alone(reports: Reports) -> None:
    one = reports["wire-coal-piers"]
    many = [Row(replace(one.article, id=f"a{n}"), one.score) for n in range(MOST_DRAWN + 1)]
    page = html(campaign_report(SPRING, many, agreement([], the_scheme()), []), the_scheme())
    assert "Each article" not in page
    assert page.count('<th scope="row"><bdi>Kelmouth') == len(many)


def test_nobody_has_read_anything() -> None:
    empty = campaign_report(SPRING, [], agreement([], the_scheme()), [])
    assert "nobody has read an article yet" in text(empty)
    assert "<figure>" not in html(empty, the_scheme())
    assert json.loads(json.dumps(as_json(empty)))["summary"]["claims"]["total"] == 0
