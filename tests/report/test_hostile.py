"""Hostile text goes the whole way, from intake to the pages and tables, and nothing runs or breaks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pandas
import pytest

from annotate.cli import run
from annotate.cli.app import App
from annotate.store import Articles
from tests.support.naughty import NAMES, NAUGHTY, RUNS, write_articles, write_readings
from tests.support.pages import mistakes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TABLES = {
    "campaign": ["report", "campaign", "imports"],
    "corpus": ["report", "corpus"],
    "outlet": ["report", "outlet", NAMES[2]],
    "annotators": ["report", "annotators", "imports"],
    "echoes": ["report", "echoes"],
    "revisions": ["report", "revisions", "n0"],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with articles and readings that say such things, and the site of them in `site/`.

    Each article has an earlier text too, with one source more.
    """
    place = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ANNOTATE_HOME", str(place / "home"))
        assert run(["init"]) == 0
        for texts in (NAUGHTY, NAUGHTY[:-1]):
            assert run(["articles", "add", str(write_articles(place / "articles.jsonl", texts))]) == 0
            store = App().store
            with store.session(read_only=True) as session:
                articles = list(Articles(session).all())
            store.dispose()
            readings = write_readings(place / "readings.jsonl", articles, "ada", "bob")
            assert run(["annotations", "import", str(readings)]) == 0
        assert run(["report", "site", str(place / "site")]) == 0
        yield place


def pages(place: Path) -> list[Path]:
    return sorted((place / "site").rglob("*.html"))


def test_every_article_came_through_with_its_sources(place: Path) -> None:
    assert len(list((place / "site" / "articles").iterdir())) == len(NAMES)
    assert len(list((place / "site" / "outlets").iterdir())) == len(NAMES)
    assert len(list((place / "site" / "revisions").iterdir())) == len(NAMES)
    assert (place / "site" / "echoes.html").read_text("utf-8").count("<h2 ") == len(NAUGHTY) - 1


def test_its_pages_are_valid_all_the_same(place: Path, tmp_path: Path) -> None:
    found = {f"p{at}": page.read_text("utf-8") for at, page in enumerate(pages(place))}
    assert mistakes(found, tmp_path) == []


@pytest.mark.browser
def test_in_a_browser_nothing_runs_and_nothing_leaves_its_place(place: Path, browser: Browser) -> None:
    asked, said = list[str](), list[str]()
    for width in (1280, 360):
        context = browser.new_context(viewport={"width": width, "height": 900})
        context.on("request", lambda request: asked.append(request.url))
        context.on("console", lambda message: said.append(message.text))
        context.on("dialog", lambda dialog: said.append(dialog.message))
        page = context.new_page()
        for file in pages(place):
            page.goto(file.as_uri())
            assert page.evaluate("window.ran") is None, file.name
            assert (
                page.evaluate("document.querySelectorAll('iframe, img, meta[http-equiv=refresh]').length")
                == 0
            )
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, file.name
            assert page.evaluate("[...document.links].every((a) => a.protocol === 'file:')")
        context.close()
    assert said == []
    assert all(one.startswith("file:") for one in asked)


@pytest.mark.browser
def test_what_a_text_says_is_read_as_it_was_written(place: Path, browser: Browser) -> None:
    """And a text that turns its direction turns nothing beside it."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((place / "site" / "articles" / "n0.html").as_uri())
    whole = page.locator("main").inner_text()
    assert [one for one in RUNS if one not in whole] == []
    numbers = page.locator(".row > aside").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect().left)"
    )
    assert len(set(numbers)) == 1
    page.goto((place / "site" / "index.html").as_uri())
    columns = page.locator("tbody tr").evaluate_all(
        "rows => rows.map((r) => [...r.cells].map((c) => c.getBoundingClientRect().left))"
    )
    assert all(row == columns[0] == sorted(row) for row in columns)
    page.close()


@pytest.mark.parametrize("table", TABLES)
def test_a_spreadsheet_runs_no_cell(table: str, place: Path, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    assert run([*TABLES[table], "--format", "csv", "--out", str(file)]) == 0
    read = pandas.read_csv(file, dtype=str, keep_default_na=False)
    read.to_excel(tmp_path / "table.xlsx", index=False)
    sheet = openpyxl.load_workbook(tmp_path / "table.xlsx").active
    assert sheet is not None
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8"))))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1


def test_the_list_has_a_text_of_every_sort() -> None:
    assert len(NAUGHTY) == len(set(NAUGHTY)) >= 25
