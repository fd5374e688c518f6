"""Articles that lack what others have, or have too much of it, on every page of a site that shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotate.report import ArticleReport
from annotate.report.folder import write
from annotate.report.site import pages
from annotate.report.text import text
from tests.support.pages import mistakes
from tests.support.scheme import the_scheme
from tests.support.sites import make_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ODD: Mapping[str, Mapping[str, str | None]] = {
    "gossip-studio-split": {"title": None, "outlet": None, "published": None, "url": None},
    "wire-coal-piers": {"title": "The harbour " * 10 + "x" * 180, "outlet": "y" * 90},
    "investigation-levee": {"title": "הנמל נסגר, אומרים גורמים (3 פצועים)", "outlet": "חדשות הנמל"},
    "data-night-buses": {"title": "= 1 + 1", "outlet": "<b>Sons</b>"},
}
"""Of each article what it lacks, has too much of, or has from right to left, or from a spreadsheet."""


@pytest.fixture(scope="module")
def odd(reports: Mapping[str, ArticleReport]) -> Mapping[str, ArticleReport]:
    return {
        id_: replace(reports[id_], article=replace(reports[id_].article, **fields))  # type: ignore[arg-type]
        for id_, fields in ODD.items()
    }


@pytest.fixture(scope="module")
def shown(odd: Mapping[str, ArticleReport], tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("odd")
    write(pages(make_site(odd), odd.values(), the_scheme()), place)
    return place


def test_no_page_has_an_empty_table_or_says_none_for_nothing(shown: Path) -> None:
    for file in shown.rglob("*.html"):
        page = file.read_text("utf-8")
        assert not re.search(r"<tbody>\s*</tbody>", page), file
        assert not re.search(r"\bNone\b", page), file
        assert not re.search(r"<(h1|h2|th|a|summary)\b[^>]*>(\s|<bdi>|</bdi>)*</\1>", page), file


def test_every_such_page_is_valid_html(shown: Path, tmp_path: Path) -> None:
    every = {str(one.relative_to(shown)): one.read_text("utf-8") for one in shown.rglob("*.html")}
    assert mistakes(every, tmp_path) == []


@pytest.mark.parametrize("id_", ODD)
def test_the_terminal_says_none_for_nothing_neither(odd: Mapping[str, ArticleReport], id_: str) -> None:
    assert "None" not in text(odd[id_], the_scheme())


@pytest.mark.browser
def test_nothing_is_wider_than_a_telephone(shown: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    for file in shown.rglob("*.html"):
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, file
    context.close()
