"""Hostile text on the real Label Studio: loaded, opened on the labelling page, marked, synced, reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotate.campaigns.create import Request, create
from annotate.campaigns.people import parse_annotators
from annotate.campaigns.rescore import rescore
from annotate.intake.add import add
from annotate.report import article_report
from annotate.report.html import html
from annotate.resources import shipped
from annotate.score import load_rubric
from annotate.store import Articles
from annotate.studio import credentials
from tests.browser.conftest import EMAIL
from tests.support.bench import Bench, the_disagreement
from tests.support.naughty import RUNS, read_by, write_articles
from tests.support.scheme import the_scheme

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.studio, pytest.mark.slow]


def test_hostile_text_runs_nowhere_and_comes_back_as_it_was(bench: Bench, page: Page, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    from tests.support.editor import Editor, sign_in

    add(bench.store, [str(write_articles(tmp_path / "articles.jsonl"))])
    known = bench.served.running.credentials_file
    request = Request(bench.name, parse_annotators("ada"), articles=("n0",))
    create(bench.store, bench.owner, the_scheme(), bench.guidelines, request, credentials_file=known)
    bench.load()
    with bench.store.session(read_only=True) as session:
        article = Articles(session).get("n0")
    assert article is not None

    spoken = list[str]()
    page.on("dialog", lambda dialog: (spoken.append(dialog.message), dialog.dismiss()))
    sign_in(page, bench.served.url, EMAIL, credentials.load(known)[EMAIL])
    editor = Editor(page)
    editor.open(bench.desk().url)
    expect(editor.text).to_contain_text("said it may rain all week on the roofs near mill 3")
    assert (spoken, page.evaluate("window.ran")) == ([], None)

    bench.submit(read_by("ada", article), article.text)
    assert (bench.sync().new, bench.quarantine()) == (1, [])
    (arrived,) = bench.current("n0")
    assert {mark.span.cut(article.text) for mark in arrived.marks} >= set(RUNS)

    rubric = load_rubric(shipped("config", "rubrics", "1.toml"))
    (score,) = rescore(bench.store, the_scheme(), rubric, the_disagreement(), campaign=bench.name)
    file = tmp_path / "report.html"
    file.write_text(html(article_report(score, article, the_scheme()), the_scheme()), "utf-8")
    page.goto(file.as_uri())
    assert (spoken, page.evaluate("window.ran")) == ([], None)
    assert RUNS[0] in page.locator("main").inner_text()
