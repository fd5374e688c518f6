"""What an outlet's report says in each of its forms, and what it never says."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from annotate.core import Article
from annotate.report.outlet import OutletReport, outlet_report
from annotate.report.outlet_data import as_csv, as_json
from annotate.report.outlet_page import html
from annotate.report.outlet_text import share, text
from annotate.report.response import Response
from annotate.resources import shipped
from annotate.score import Score, load_disagreement, score
from annotate.store import Reply
from tests.score.moves import the_rubric
from tests.score.small import Story, claim
from tests.support.scheme import the_scheme

PERSON, SIDE, OTHER = "named_person independent", "named_person side_1", "named_person side_2"
ANSWERED = {"genre": "news", "accused": "yes", "reply": "quoted"}
SILENT = {"genre": "news", "accused": "yes", "reply": "none"}
SOUND = Story([*[claim(PERSON, SIDE, central=True)] * 3, *[claim(OTHER)] * 5], answers=ANSWERED)
THIN = Story(
    [*[claim(SIDE, central=True)] * 3, *[claim("unnamed_bare")] * 2, *[claim("vague_collective")] * 3],
    answers=SILENT,
)
OPINION = Story(SOUND.claims, answers={"genre": "opinion", "accused": "no", "reply": "not_applicable"})
HOSTILE = '=cmd|"<script>alert(1)</script>'


def read(story: Story, id_: str, outlet: str, day: int = 1, month: int = 3) -> tuple[Score, Article]:
    published = datetime(2026, month, day, 23, 30, tzinfo=UTC)
    article = replace(story.article, id=id_, outlet=outlet, published=published, title=None)
    reading = replace(story.reading, article=id_)
    table = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
    return score(reading, article, the_scheme(), the_rubric(), table, readers=(reading,)), article


def corpus(sound: int, thin: int, outlet: str = "Quay") -> list[tuple[Score, Article]]:
    stories = [SOUND] * sound + [THIN] * thin
    return [
        *(read(story, f"q{at:02}", outlet, at + 1) for at, story in enumerate(stories)),
        read(OPINION, "q99", outlet, month=4),
        *(read(SOUND, f"o{at}", "Other", month=5) for at in range(3)),
    ]


def report(sound: int = 6, thin: int = 6, outlet: str = "Quay", **asked: Response) -> OutletReport:
    return outlet_report(outlet, corpus(sound, thin, outlet), 2, asked, the_rubric())


def test_a_list_alone_below_the_minimum_of_evidence() -> None:
    found = report(sound=5, thin=4)
    assert found.level is None
    assert not found.shares
    assert not found.bands
    assert not found.months
    said = text(found)
    assert "10 of 12 articles read by people, 9 with a number." in said
    assert "below that this is a list" in " ".join(said.split())
    assert as_json(found)["level"] is None
    assert len(as_json(found)["articles"]) == 10


def test_from_ten_on_there_is_a_level_with_all_that_explains_it() -> None:
    found = report()
    assert found.level is not None
    assert found.level.articles == 12
    assert found.level.outlets == 2
    assert sum(found.bands.values()) == 12
    assert list(found.bands) == ["very thin", "thin", "mixed", "solid", "strong"]
    assert [(one.month, one.articles, one.scored) for one in found.months] == [
        ("2026-03", 12, 12),
        ("2026-04", 1, 0),
    ]
    assert found.months[1].mean is None


def test_the_shares_count_sources_once_and_claims_by_the_sides_behind_them() -> None:
    """Sound: three sources, three claims of a side and an outsider, five of the other side alone; thin: a
    side, a bare one, a vague one, and three claims of one side."""
    found = report().shares
    assert (found["unnamed"].value, found["unnamed"].n) == (pytest.approx(6 / 39), 39)
    assert (found["vague"].value, found["vague"].n) == (pytest.approx(6 / 39), 39)
    sided = 7 * (3 + 5) + 6 * 3
    assert (found["one_sided"].value, found["one_sided"].n) == (pytest.approx((7 * 5 + 6 * 3) / sided), sided)
    assert (found["heard"].value, found["heard"].n) == (pytest.approx(0.5), 12)
    low, high = found["heard"].low, found["heard"].high
    assert low is not None
    assert high is not None
    assert low < 0.5 < high


def test_it_says_what_the_outlet_answered() -> None:
    asked = Reply("q00", 1, "asked", date(2026, 4, 1))
    came = Reply("q00", 1, "received", date(2026, 4, 3), "We stand by it.")
    found = report(q00=Response((asked, came)), q01=Response((replace(asked, article="q01"),)))
    assert "Of these reports the outlet was asked about 2, and answered 1." in " ".join(text(found).split())
    rows = {one["article"]: one["reply"] for one in as_json(found)["articles"]}
    assert rows["q00"] == "received on 3 April 2026"
    assert rows["q01"] == "asked on 1 April 2026, no answer yet"
    assert rows["q02"] == "none asked"


def test_no_form_names_another_outlet() -> None:
    found = report()
    for said in (text(found), html(found), as_csv(found), json.dumps(as_json(found))):
        assert "Other" not in said


def test_a_row_an_article_that_no_spreadsheet_runs() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(report()))))
    assert len(rows) == 13
    assert rows[0]["article"] == "q00"
    assert rows[-1]["score"] == ""
    hostile = corpus(1, 0)
    renamed = [(one, replace(article, title=HOSTILE)) for one, article in hostile]
    cells = as_csv(outlet_report("Quay", renamed, 0, {}, the_rubric()))
    assert all(row["title"].startswith("'=") for row in csv.DictReader(io.StringIO(cells)))


def test_hostile_names_stay_text() -> None:
    said = html(report(outlet=HOSTILE))
    assert "<script" not in said
    assert "&lt;script&gt;" in said


def test_a_share_of_nothing_is_a_dash() -> None:
    found = report(sound=12, thin=0)
    assert share(found.shares["heard"]).startswith("100 % of 12")
    nobody = [read(OPINION, f"q{at:02}", "Quay") for at in range(3)]
    assert outlet_report("Quay", nobody, 0, {}, the_rubric()).level is None
