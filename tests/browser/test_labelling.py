"""A fact-checker labels in a real browser, with mouse and keys, and exactly that arrives in the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotate.campaigns.rescore import rescore
from annotate.core import Link, Span
from annotate.detect import detect
from annotate.report import article_report
from annotate.report.html import html
from annotate.resources import shipped
from annotate.score import load_disagreement, load_rubric
from tests.browser.conftest import Desk, by_words
from tests.support.bench import article, the_lexicon
from tests.support.scheme import mark, reading, the_scheme

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from annotate.scheme import Label
    from tests.support.editor import Editor

pytestmark = [pytest.mark.browser, pytest.mark.studio, pytest.mark.slow]

HEADLINE = "Council hid bridge report"
OFFICIALS = "Two officials familiar with the matter"
CLAIM = "the city wanted to hide the report on the bridge"
REPORT, CLERK = "The report", "a council clerk"
TEXT = (
    f"{HEADLINE}\n\n{OFFICIALS} said {CLAIM}.\n\n"
    f"{REPORT}, as described by {CLERK}, lists fourteen cracks. Mayor Dana Reyes may resign."
)


def test_what_is_labelled_is_what_arrives_and_what_the_report_shows(
    desk: Desk, page: Page, tmp_path: Path
) -> None:
    editor = desk.editor
    desk.lay(TEXT)
    editor.mark("2", OFFICIALS)
    editor.select(OFFICIALS)
    editor.press("o", "Unnamed, bare")
    editor.press("m", "2")
    editor.mark("3", "said")
    editor.mark("1", CLAIM)
    editor.select(CLAIM)
    editor.press("c", "Central")
    editor.press("Shift+E", "Motive")
    editor.mark("1", HEADLINE)
    editor.link(CLAIM, OFFICIALS)
    editor.link(HEADLINE, CLAIM)
    editor.answer("Genre", "News")
    editor.answer("Reply of the accused", "None")
    editor.submit()

    arrived = desk.arrived()
    ids = by_words(arrived, TEXT)
    assert {one.span.cut(TEXT): (one.label, dict(one.attributes)) for one in arrived.marks} == {
        OFFICIALS: ("SOURCE", {"identity": "unnamed_bare", "number": "2"}),
        "said": ("CUE", {}),
        CLAIM: ("ASSERTION", {"kind": "motive", "weight": "central"}),
        HEADLINE: ("ASSERTION", {}),
    }
    assert {one.origin for one in arrived.marks} == {"manual"}
    assert set(arrived.links) == {
        Link("attributed_to", ids[CLAIM], ids[OFFICIALS]),
        Link("same_claim", ids[CLAIM], ids[HEADLINE]),
        Link("cued_by", ids[CLAIM], ids["said"], "inferred"),
    }
    assert dict(arrived.answers) == {"genre": "news", "reply": "none"}

    page.goto(report(desk, tmp_path).as_uri())
    shown = page.locator("body").inner_text()
    assert "1 rests on unnamed sources alone" in shown
    assert CLAIM in shown
    assert OFFICIALS in shown


def report(desk: Desk, folder: Path) -> Path:
    """The article's report as a page."""
    rubric = load_rubric(shipped("config", "rubrics", "1.toml"))
    disagreement = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
    (score,) = rescore(desk.bench.store, the_scheme(), rubric, disagreement, campaign=desk.bench.name)
    made = folder / "report.html"
    made.write_text(html(article_report(score, article("bridge", TEXT), the_scheme()), the_scheme()), "utf-8")
    return made


def test_a_correction_is_told_from_what_was_left_as_the_machine_made_it(desk: Desk) -> None:
    premarks = reading(
        mark("s1", "SOURCE", OFFICIALS, TEXT, identity="unnamed_described", number="2"),
        mark("c1", "CUE", "said", TEXT),
        mark("a1", "ASSERTION", CLAIM, TEXT),
        mark("h1", "HEDGE", "may", TEXT),
        links=(Link("attributed_to", "a1", "s1"),),
    )
    desk.lay(TEXT, premarks)
    desk.editor.select(OFFICIALS)
    desk.editor.press("o", "Unnamed, bare")
    desk.editor.delete("may")
    desk.editor.mark("2", "Mayor Dana Reyes")
    desk.editor.submit()

    arrived = desk.arrived()
    made = by_words(arrived, TEXT)["Mayor Dana Reyes"]
    assert {one.id: one.origin for one in arrived.marks} == {
        "s1": "prediction-changed",
        "c1": "prediction",
        "a1": "prediction",
        made: "manual",
    }
    assert arrived.by_id["s1"].attributes == {"identity": "unnamed_bare", "number": "2"}
    assert Link("attributed_to", "a1", "s1") in arrived.links


def test_the_page_opens_with_all_that_the_machine_marked(desk: Desk) -> None:
    desk.bench.create("bridge", text=TEXT)
    desk.bench.load()
    marks = detect(article("bridge", TEXT), the_lexicon(), the_scheme()).marks
    assert len(marks) > 3
    desk.open(TEXT, len(marks))
    desk.editor.submit()
    assert {one.origin for one in desk.arrived().marks} == {"prediction"}


def test_a_named_source_keeps_no_answer_that_is_no_longer_asked(desk: Desk) -> None:
    desk.lay(TEXT)
    desk.editor.mark("2", CLERK)
    desk.editor.select(CLERK)
    desk.editor.press("i", "Unnamed, described")
    desk.editor.press("x", "Generic")
    desk.editor.press("q", "Named person")
    desk.editor.submit()
    (arrived,) = desk.arrived().marks
    assert arrived.attributes == {"identity": "named_person"}


def test_a_link_that_needs_a_label_gets_it_in_the_relations_tab(desk: Desk) -> None:
    desk.lay(TEXT)
    desk.editor.mark("2", REPORT)
    desk.editor.mark("2", CLERK)
    desk.editor.link(REPORT, CLERK)
    desk.editor.label_last_link("via")
    desk.editor.submit()
    arrived = desk.arrived()
    ids = by_words(arrived, TEXT)
    assert arrived.links == (Link("via", ids[REPORT], ids[CLERK]),)


def test_an_edge_pulled_behind_emoji_stays_where_it_was_put(desk: Desk) -> None:
    text = "Rain again\n\nAlas 😀😀😀 they wept 🛳️ and said the bridge would fall."
    desk.lay(text)
    desk.editor.mark("1", "would fall")
    desk.editor.resize("would fall", left_edge_to="the bridge")
    desk.editor.submit()
    (arrived,) = desk.arrived().marks
    start = text.index("the bridge")
    assert arrived.span == Span(start, start + len("the bridge would fall"))


def test_the_guidelines_come_first_and_are_a_click_away(desk: Desk, page: Page) -> None:
    desk.lay(TEXT)  # has seen and closed them
    page.get_by_role("button", name="Instructions").click()
    guidelines = desk.editor.guidelines
    guidelines.get_by_role("heading", name="How to mark an article").wait_for()
    example = guidelines.locator("blockquote mark.an-s", has_text="Sources").first
    assert example.evaluate("one => getComputedStyle(one).backgroundColor") == "rgba(46, 139, 87, 0.333)"


def test_every_key_chooses_what_it_names(desk: Desk) -> None:
    desk.lay(TEXT)
    for label, words in zip(the_scheme().labels, (CLAIM, OFFICIALS, "said", "may", HEADLINE), strict=True):
        desk.editor.mark(label.key, words)
        desk.editor.select(words)
        press_all(desk.editor, label)
    desk.editor.submit()
    last = {
        label.name: {one.name: one.values[-1].name for one in label.attributes}
        for label in the_scheme().labels
    }
    last["SOURCE"]["identity"] = "unnamed_described"
    assert {one.label: one.attributes for one in desk.arrived().marks} == last


def press_all(editor: Editor, label: Label) -> None:
    """Every key of a label's attributes, each waited for; first what makes the attribute apply."""
    for attribute in label.attributes:
        if attribute.name == "reason":
            editor.press("i", "Unnamed, described")
        for value in attribute.values:
            editor.press(value.key.replace("shift+", "Shift+"), value.text)
