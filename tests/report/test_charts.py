"""Pictures: what they may hold, and that they say the same as the table behind them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest

from annotate.consensus.agreement import agreement
from annotate.report import charts
from annotate.report.campaign import CampaignReport
from annotate.report.campaign_page import html
from annotate.report.charts import Figure, bars, growth, histogram, ranges, trend
from annotate.report.summary import summarise
from annotate.store import Campaign
from tests.support.scheme import the_scheme

NASTY = "<script>alert(1)</script> & \u202eevil \"class='x'\" "
NOON, DAY = datetime(2026, 3, 1, 12, tzinfo=UTC), timedelta(days=1)
RANGE = ("Name", "From", "Score", "To")
DRAWN: dict[str, Callable[[], Figure]] = {
    "Bars": lambda: bars("Bars", "said", ("Name", "Number"), [(NASTY, 12), ("b", 0)]),
    "Histogram": lambda: histogram("Histogram", "said", ("Score", "Articles"), [("0–9", 3), (NASTY, 0)]),
    "Ranges": lambda: ranges(
        "Ranges", "said", RANGE, [(NASTY, 10, 20, 30), ("b", None, 57, None), ("c", None, None, None)]
    ),
    "Trend": lambda: trend("Trend", "said", RANGE, [("2026-01", 40, 50, 60), (NASTY, None, 55, None)]),
    "Growth": lambda: growth(
        "Growth", "said", ("When", "Articles", "Outlets"), [(NOON, 1, 1), (NOON + DAY, 2, 1)], str
    ),
}


@pytest.fixture(params=DRAWN)
def figure(request: pytest.FixtureRequest) -> Figure:
    return DRAWN[request.param]()


def tree(figure: Figure) -> ElementTree.Element:
    return ElementTree.fromstring(figure.picture)  # noqa: S314 - ours


def test_a_picture_runs_and_fetches_nothing(figure: Figure) -> None:
    root = tree(figure)
    tags = {element.tag.split("}")[1] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "text", "line", "title"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"style", "href", "id", "class"}
    assert not [name for name in names if name.startswith("on")]
    assert "url(" not in figure.picture


def test_a_picture_has_a_name_and_the_pages_colours(figure: Figure) -> None:
    root = tree(figure)
    assert (root.get("role"), root.get("aria-label")) == ("img", figure.title)
    painted = set(re.findall(r'(?:fill|stroke)="([^"]+)"', figure.picture))
    assert painted <= {
        "none",
        "transparent",
        *(f"var(--{one})" for one in ("ink", "soft", "line", "assertion")),
    }


def test_a_picture_is_the_same_each_time_and_as_wide_as_the_others(figure: Figure) -> None:
    assert DRAWN[figure.title]() == figure
    assert tree(figure).get("width") == "560"


def test_every_number_of_a_bar_stands_beside_it() -> None:
    texts = [element.text for element in tree(DRAWN["Bars"]()).iter() if element.text]
    assert {"12", "0"} <= set(texts)
    assert any(text and NASTY.strip()[:8] in text for text in texts)


def test_what_grows_is_drawn_in_one_zone_whichever_was_stated() -> None:
    east = timezone(timedelta(hours=5))
    rows = [(NOON.astimezone(east), 1, 1), ((NOON + DAY).astimezone(east), 2, 1)]
    assert (
        growth("Growth", "said", ("When", "Articles", "Outlets"), rows, str).picture
        == DRAWN["Growth"]().picture
    )
    texts = [element.text for element in tree(DRAWN["Growth"]()).iter() if element.text]
    assert {"Articles: 2", "Outlets: 1", "1 Mar, 12:00"} <= set(texts)


def test_where_there_is_nothing_nothing_is_drawn() -> None:
    assert bars("Bars", "said", ("Name", "Number"), []).picture == ""


def test_without_the_extra_the_table_stands_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "find_spec", lambda name: None)
    figure = bars("Bars", "said", ("Name", "Number"), [("a", 1)])
    assert (figure.picture, figure.rows) == ("", (("a", 1),))
    summary = replace(summarise([]), sources={"named_person": 1})
    page = html(CampaignReport(Campaign("c"), (), summary, agreement([], the_scheme()), {}, 0), the_scheme())
    assert "install annotate[charts]" in page
    assert "<details open>" in page
