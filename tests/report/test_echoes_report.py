"""The report on echoes in each of its forms."""

from __future__ import annotations

import csv
import io
import json

from annotate.campaigns.echoes import among
from annotate.report.echoes import LISTED, as_csv, as_json, sentence, text
from annotate.report.echoes_page import ROWS, html
from annotate.score.echoes import Echoing, Said, Source
from tests.score.test_echoes import DAILY, OFFICIAL, OUTLETS, POST

SOLD = "the ministry will sell all fourteen ferries to a single buyer before June"
HOSTILE = '=1+1 <script>alert("ferries")</script> the board will close the island school'


def said(at: int, outlet: str, words: str, *sources: Source) -> Said:
    return Said(f"a{at}", outlet, None, f"m{at}", words, sources)


def found() -> Echoing:
    claims = [
        said(1, "The Harbour Post", SOLD, OFFICIAL),
        said(2, "Lakeland Daily", SOLD, POST),
        said(3, "Osmark Record", f"{SOLD}.", OFFICIAL, POST),
        said(4, "The Harbour Post", HOSTILE, DAILY),
        said(5, "Lakeland Daily", HOSTILE, POST),
        said(6, "Lakeland Daily", "it rained"),
        said(7, "Lakeland Daily", "wolves killed ninety sheep in the upper valley"),
        said(7, "Lakeland Daily", "Wolves killed 90 sheep in the upper valley"),
    ]
    return among(claims, OUTLETS, people=5, machine=2)


def test_clusters_of_most_articles_come_first_and_what_one_article_repeats_is_none() -> None:
    assert [sentence(one) for one in found().echoes] == [
        "3 articles of 3 outlets, one unnamed source: “a senior official”.",
        "2 articles of 2 outlets, and no source but each other.",
    ]
    assert (found().claims, found().short) == (8, 1)


def test_the_text_says_what_was_compared_and_who_cites_each_other() -> None:
    said = " ".join(text(found()).split())
    assert "Claims in more than one article: 2, of 8 claims in 5 articles read by people and 2" in said
    assert "they cite each other for it: Lakeland Daily and The Harbour Post" in said
    assert "Outlets that cite each other, for whatever claims" in said


def test_json_and_csv_hold_every_claim() -> None:
    data = json.loads(json.dumps(as_json(found())))
    assert data["circles"] == [["Lakeland Daily", "The Harbour Post"]]
    assert data["echoes"][0]["origins"][0] == {
        "identity": "unnamed_described", "words": "a senior official", "unnamed": True,
        "articles": ["a1", "a3"],
    }  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(as_csv(found()))))
    assert [row["article"] for row in rows] == ["a1", "a2", "a3", "a4", "a5"]
    assert rows[3]["words"].startswith("'=1+1")


def test_a_page_has_the_claims_that_most_articles_make_and_says_what_it_leaves_out() -> None:
    everywhere = [said(at, "The Harbour Post", SOLD, OFFICIAL) for at in range(ROWS + 5)]
    others = [
        said(at, outlet, f"the board number {number} will close the island school", OFFICIAL)
        for number in range(LISTED)
        for at, outlet in enumerate(("The Harbour Post", "Lakeland Daily"))
    ]
    found = among([*everywhere, *others], OUTLETS, people=ROWS + 5, machine=0)
    assert len(found.echoes) == LISTED + 1
    page = html(found)
    assert "5 more are in the CSV and JSON." in page
    assert "1 more are in the CSV and JSON." not in page
    assert "1 more is in the CSV and JSON." in page
    assert page.count('<tr><th scope="row">') == 2 * (LISTED - 1) + ROWS


def test_the_page_keeps_hostile_text_text() -> None:
    page = html(found())
    assert "<script" not in page
    assert "one unnamed source" in page
