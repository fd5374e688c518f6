"""What the report on annotators says in each of its forms, and how fair it is."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from annotate.consensus.against import Against, Tally
from annotate.consensus.gold import Result, Standing
from annotate.consensus.work import measured
from annotate.core import Annotation
from annotate.report.annotators import AnnotatorsReport, annotators_report, as_csv, as_json
from annotate.report.annotators_page import html
from tests.consensus.test_work import CAREFUL, HASTY, LED, TRUE, done_by
from tests.support.scheme import the_scheme
from tests.support.simulated import Simulated

HOSTILE = Simulated('=cmd|"<script>alert(1)</script>', 0.9)
VOID = {"meta", "br", "rect", "line"}


def report(*people: Simulated, articles: int = 12, hidden: bool = False) -> AnnotatorsReport:
    work = measured(done_by(*people, true=TRUE[:articles]), the_scheme())
    nothing = Annotation("a", "ada")
    held = Against({"SOURCE": Tally(18, 20)}, ())
    result = Result("ada", "hidden", TRUE[0].article, nothing, nothing, None, held)
    return annotators_report("spring", work, [Standing("ada", (result,), 0)], hidden=hidden)


def test_the_object_has_pace_beside_difficulty_and_n_beside_agreement() -> None:
    found = as_json(report(CAREFUL, LED, HASTY))
    assert json.loads(json.dumps(found)) == found
    assert [one["annotator"] for one in found["annotators"]] == ["ada", "bob", "cem"]
    ada, bob, cem = found["annotators"]
    assert ada["difficulty"] == cem["difficulty"] == {"words": 104, "marks": 24}
    assert cem["pace"]["seconds"] < ada["pace"]["seconds"]
    assert ada["alike"].keys() == {"value", "low", "high", "n"}
    assert ada["gold"]["hidden"] == {"accuracy": 0.9, "n": 20}
    assert bob["gold"]["hidden"] == {"accuracy": None, "n": 0}
    assert bob["premarks"]["kept_wrong_share"] > 0.6 > ada["premarks"]["kept_wrong_share"]
    assert found["rules"]["pace"].startswith("the median article; a timer above 3 times")


def test_a_row_an_annotator() -> None:
    found = list(csv.DictReader(io.StringIO(as_csv(report(CAREFUL, HASTY)))))
    assert [(one["annotator"], one["articles"], one["few"]) for one in found] == [
        ("ada", "12", "False"), ("cem", "12", "False"),
    ]  # fmt: skip
    assert found[0]["gold_hidden"] == "0.9"
    assert (
        float(found[0]["alike_SOURCE"])
        == as_json(report(CAREFUL, HASTY))["annotators"][0]["by_topic"]["SOURCE"]["value"]
    )


def test_no_name_is_run_by_a_spreadsheet_or_a_browser() -> None:
    said = report(CAREFUL, HOSTILE, articles=2)
    assert "'=cmd" in as_csv(said)
    page = html(said, the_scheme())
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src &#39;none&#39;" in page


def test_pseudonyms_hide_every_name_and_stay_the_same() -> None:
    hidden = report(CAREFUL, LED, HASTY, hidden=True)
    forms = (json.dumps(as_json(hidden)), as_csv(hidden), html(hidden, the_scheme()))
    for said in forms:
        assert not re.search(r"\b(ada|bob|cem)\b", said)
    again = report(CAREFUL, HASTY, hidden=True)
    assert {one.annotator for one in again.work} < {one.annotator for one in hidden.work}
    assert [t["gold"]["hidden"]["n"] for t in as_json(hidden)["annotators"]].count(20) == 1


def test_who_has_read_little_is_greyed_and_said_to_have() -> None:
    page = html(report(CAREFUL, HASTY, articles=3), the_scheme())
    assert page.count('<tr class="few">') == 4
    assert "(few articles)" in page
    assert 'class="few"' not in html(report(CAREFUL, HASTY), the_scheme())


def test_where_nobody_has_read_it_says_so() -> None:
    nobody = annotators_report("spring", [], [])
    assert "Nobody has read an article yet" in html(nobody, the_scheme())
    assert as_csv(nobody).count("\n") == 1


class Tags(HTMLParser):
    """Whether every tag that is opened is closed, in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def test_the_page_is_well_formed() -> None:
    page = Tags()
    page.feed(html(report(CAREFUL, LED, HASTY), the_scheme()))
    assert page.open == []


@pytest.mark.parametrize("mode", [0, 1])
@pytest.mark.parametrize("ink", ["ink", "soft", "open"])
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_words_stand_out_as_wcag_asks(mode: int, ink: str, ground: str) -> None:
    """Level AA: a contrast of at least 4.5, also of what is greyed, in light and in dark."""
    style = (files("annotate.report") / "templates" / "page.css").read_text("utf-8")
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[mode]
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
    high, low = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
