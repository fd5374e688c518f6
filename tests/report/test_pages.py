"""Every kind of page as others see it: a checker of HTML, a real Chromium, a keyboard, a printer."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from annotate.report.folder import write
from annotate.report.html import html
from annotate.report.site import Site, pages
from tests.support.long_article import long_report
from tests.support.pages import AA, barriers, mistakes
from tests.support.scheme import the_scheme

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FRONT = ("index", "overview", "echoes", "revisions")
FOLDERS = ("articles", "campaigns", "annotators", "outlets", "revisions")
SCREENS = {
    "desk": (1280, "light", AA),
    "phone": (360, "light", ("target-size", "scrollable-region-focusable")),
    "night": (1280, "dark", ("color-contrast",)),
}
LIT = """
    [...document.querySelectorAll(".row p span")]
        .filter((one) => getComputedStyle(one).outlineStyle == "solid")
        .map((one) => one.textContent)
"""
"""The words of the text that stand out."""
SEEN = """
    (what) => [...document.querySelectorAll(what)].map(
        (one) => one.checkVisibility() && one.clientHeight > 0 && one.scrollWidth <= one.clientWidth)
"""
"""Of each of these whether it is shown, and whole."""


@pytest.fixture(scope="module")
def kinds(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page of each kind, and of articles also a long one and one without a number."""
    found = {one.stem: one for one in folder.glob("*.html")}
    for inside in folder.iterdir():
        if inside.is_dir():
            found[f"{inside.name}/"] = sorted(inside.glob("*.html"))[0]
    found["opinion"] = folder / "articles" / "opinion-night-bells.html"
    found["long"] = tmp_path_factory.mktemp("long") / "long.html"
    found["long"].write_text(html(long_report(), the_scheme()), "utf-8")
    assert found.keys() == {*FRONT, *(f"{name}/" for name in FOLDERS), "opinion", "long"}
    return found


def test_every_page_is_valid_html(kinds: dict[str, Path], tmp_path: Path) -> None:
    assert mistakes({name: page.read_text("utf-8") for name, page in kinds.items()}, tmp_path) == []


def test_the_checker_would_find_something(tmp_path: Path) -> None:
    (found,) = mistakes({"bad": "<!doctype html><html lang=en><title>x</title><p id=a><p id=a>"}, tmp_path)[
        :1
    ]
    assert "Duplicate ID" in found


@pytest.mark.browser
@pytest.mark.parametrize("screen", SCREENS)
def test_everybody_can_read_and_reach_every_page(
    screen: str, kinds: dict[str, Path], browser: Browser
) -> None:
    """WCAG at level AA by axe, nothing wider than the screen, and nothing that the page's policy stops.

    On the smaller and the darker screen axe looks for what may differ there.
    """
    width, scheme, rules = SCREENS[screen]
    for name, file in kinds.items():
        page = opened(browser, file, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        assert name == "long" or barriers(page, rules) == [], name
        assert said(page) == [], name
        page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "drawn"), [(1280, True), (600, True), (360, False)])
def test_a_picture_fits_or_gives_way_to_the_table_behind_it(
    width: int, drawn: bool, folder: Path, browser: Browser
) -> None:
    page = opened(browser, folder / "overview.html", width)
    assert set(page.evaluate(SEEN, ".picture")) == {drawn}
    assert set(page.evaluate(SEEN, "figure + details .tablewrap")) == {not drawn}
    page.context.close()


@pytest.mark.browser
def test_axe_would_find_something(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "bad.html"
    file.write_text("<!doctype html><title>x</title><p style='color:#ccc'>pale", "utf-8")
    assert {one.split(":")[0] for one in barriers(opened(browser, file))} >= {"color-contrast"}


@pytest.mark.browser
def test_going_to_a_number_by_keyboard_lights_up_claim_cue_and_source(folder: Path, browser: Browser) -> None:
    page = opened(browser, folder / "articles" / "gossip-studio-split.html")
    assert page.evaluate(LIT) == []
    page.locator("#claim-3").focus()
    for _ in ("back to 2", "back to 3", "claim 4"):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "claim-4"
    assert page.evaluate(LIT) == [
        "The pair have not set foot in the same studio since New Year’s Eve", "an insider", "claims",
    ]  # fmt: skip
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#note-4"
    page.context.close()


@pytest.mark.browser
def test_searching_hides_what_does_not_hold_every_word(folder: Path, browser: Browser) -> None:
    page = opened(browser, folder / "index.html")
    shown = page.locator(".list tbody tr:visible")
    assert shown.count() == 14
    page.get_by_label("Find").fill("meridian LEVÉE")
    assert page.locator(".list tbody tr:visible th").all_inner_texts() == [
        "Inspectors passed a levee their own engineers had found hollow, documents show"
    ]
    assert page.locator("#found").inner_text() == "1 of 14"
    assert page.locator(".waiting tbody tr:visible").count() == 0
    page.get_by_label("Find").fill("nothing of the kind")
    assert shown.count() == 0
    page.get_by_label("Find").fill("")
    assert shown.count() == 14
    page.context.close()


@pytest.mark.browser
def test_of_many_articles_the_first_are_shown_until_more_are_asked_for(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    """On paper all of them are."""
    rows = tuple(
        replace(row, article=replace(row.article, id=f"{row.article.id}-{copy}"))
        for row in site.corpus.rows
        for copy in range(20)
    )
    write(islice(pages(Site(replace(site.corpus, rows=rows)), (), the_scheme()), 1), tmp_path)
    page = opened(browser, tmp_path / "index.html")
    shown = page.locator(".list tbody tr:visible")
    assert shown.count() == 200
    page.emulate_media(media="print")
    assert shown.count() == 280
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Show 80 more").click()
    assert shown.count() == 280
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 201
    page.get_by_label("Find").fill("levee")
    assert shown.count() == 20
    page.context.close()


@pytest.mark.browser
def test_without_scripts_the_index_is_whole_and_offers_no_search(folder: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert page.locator(".list tbody tr:visible").count() == 14
    assert not page.get_by_label("Find").is_visible()
    context.close()


@pytest.mark.browser
def test_on_paper_all_of_the_text_is_there(folder: Path, browser: Browser) -> None:
    """A4, as Chromium prints it; ANNOTATE_PRINTED names a folder to look at the file in."""
    page = opened(browser, folder / "articles" / "gossip-studio-split.html")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    page.context.close()
    if place := os.environ.get("ANNOTATE_PRINTED"):
        (Path(place) / "article.pdf").write_bytes(printed)
    sheets = pypdf.PdfReader(io.BytesIO(printed)).pages
    words = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
    assert 3 <= len(sheets) <= 6
    for told in ("90 % interval", "Held down by".upper(), "text through the drummer", "sha256"):
        assert told in words
    assert {round(float(sheet.mediabox.width)) for sheet in sheets} == {595}


def opened(browser: Browser, file: Path, width: int = 1280, scheme: str = "light") -> Page:
    """The file in a window of its own, which keeps what the browser says of it."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    context.on("console", lambda message: _SAID.setdefault(page, []).append(message.text))
    page.on("pageerror", lambda error: _SAID.setdefault(page, []).append(str(error)))
    page.goto(file.as_uri())
    return page


_SAID: dict[Page, list[str]] = {}


def said(page: Page) -> list[str]:
    """What the browser said of the page: errors, and what its policy stopped."""
    return _SAID.get(page, [])
