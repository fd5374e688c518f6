"""A fact-checker labels in a real browser, with mouse and keys, and exactly that arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotate.core import Link
from tests.support.editor import Editor
from tests.support.scheme import mark, reading, the_scheme

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from annotate.scheme import Label
    from tests.browser.conftest import Lay

pytestmark = [pytest.mark.browser, pytest.mark.studio, pytest.mark.slow]

TEXT = (
    "Council hid bridge report\n\n"
    "Two officials familiar with the matter said the city wanted to hide the report on the bridge.\n\n"
    "The report, as described by a council clerk, lists fourteen cracks. Mayor Dana Reyes may resign."
)
OFFICIALS = "Two officials familiar with the matter"
CLAIM = "the city wanted to hide the report on the bridge"
HEADLINE = "Council hid bridge report"
REPORT, CLERK = "The report", "a council clerk"


def test_what_is_labelled_is_what_arrives(lay: Lay, signed_in: Page) -> None:
    table, editor = lay(TEXT, None), Editor(signed_in)
    editor.open(table.url)
    editor.wait_for(HEADLINE)

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

    arrived = table.annotation
    named = {one.span.cut(TEXT): one for one in arrived.marks}
    assert {words: (one.label, dict(one.attributes)) for words, one in named.items()} == {
        OFFICIALS: ("SOURCE", {"identity": "unnamed_bare", "number": "2"}),
        "said": ("CUE", {}),
        CLAIM: ("ASSERTION", {"kind": "motive", "weight": "central"}),
        HEADLINE: ("ASSERTION", {}),
    }
    assert {one.origin for one in arrived.marks} == {"manual"}
    assert set(arrived.links) == {
        Link("attributed_to", named[CLAIM].id, named[OFFICIALS].id),
        Link("same_claim", named[CLAIM].id, named[HEADLINE].id),
        Link("cued_by", named[CLAIM].id, named["said"].id, "inferred"),
    }
    assert dict(arrived.answers) == {"genre": "news", "reply": "none"}


def test_a_premarked_article_opens_with_its_marks_and_a_correction_is_told_from_what_was_left(
    lay: Lay, signed_in: Page
) -> None:
    premarks = reading(
        mark("s1", "SOURCE", OFFICIALS, TEXT, identity="unnamed_described", number="2"),
        mark("c1", "CUE", "said", TEXT),
        mark("a1", "ASSERTION", CLAIM, TEXT),
        mark("h1", "HEDGE", "may", TEXT),
        links=(Link("attributed_to", "a1", "s1"),),
    )
    table, editor = lay(TEXT, premarks), Editor(signed_in)
    editor.open(table.url)
    editor.wait_for(HEADLINE, marks=4)

    editor.select(OFFICIALS)
    editor.press("o", "Unnamed, bare")
    editor.delete("may")
    editor.mark("2", "Mayor Dana Reyes")
    editor.submit()

    arrived = {one.id: one for one in table.annotation.marks}
    assert arrived.keys() >= {"s1", "c1", "a1"}
    assert arrived["s1"].attributes == {"identity": "unnamed_bare", "number": "2"}
    assert [arrived[one].origin for one in ("s1", "c1", "a1")] == [
        "prediction-changed",
        "prediction",
        "prediction",
    ]
    (added,) = arrived.keys() - {"s1", "c1", "a1"}
    assert (arrived[added].label, arrived[added].origin) == ("SOURCE", "manual")
    assert Link("attributed_to", "a1", "s1") in table.annotation.links


def test_a_named_source_keeps_no_answer_that_is_no_longer_asked(lay: Lay, signed_in: Page) -> None:
    table, editor = lay(TEXT, None), Editor(signed_in)
    editor.open(table.url)
    editor.wait_for(HEADLINE)
    editor.mark("2", CLERK)
    editor.select(CLERK)
    editor.press("i", "Unnamed, described")
    editor.press("x", "Generic")
    editor.press("q", "Named person")
    editor.submit()
    (arrived,) = table.annotation.marks
    assert arrived.attributes == {"identity": "named_person"}


def test_a_link_that_needs_a_label_gets_it_in_the_relations_tab(lay: Lay, signed_in: Page) -> None:
    table, editor = lay(TEXT, None), Editor(signed_in)
    editor.open(table.url)
    editor.wait_for(HEADLINE)
    editor.mark("2", REPORT)
    editor.mark("2", CLERK)
    editor.link(REPORT, CLERK)
    editor.label_last_link("via")
    editor.submit()
    named = {one.span.cut(TEXT): one.id for one in table.annotation.marks}
    assert table.annotation.links == (Link("via", named[REPORT], named[CLERK]),)


def test_the_guidelines_are_there_before_the_first_article_and_a_click_away(
    lay: Lay, signed_in: Page
) -> None:
    table, editor = lay(TEXT, None), Editor(signed_in)
    editor.open(table.url)
    signed_in.get_by_role("button", name="Instructions").click()
    editor.guidelines.get_by_role("heading", name="How to mark an article").wait_for()
    shown = editor.guidelines.locator("blockquote mark.an-s", has_text="Sources").first
    assert shown.evaluate("one => getComputedStyle(one).backgroundColor") == "rgba(46, 139, 87, 0.333)"


def test_every_key_chooses_what_it_names(lay: Lay, signed_in: Page) -> None:
    table, editor = lay(TEXT, None), Editor(signed_in)
    editor.open(table.url)
    editor.wait_for(HEADLINE)
    for label, words in zip(the_scheme().labels, (CLAIM, OFFICIALS, "said", "may", HEADLINE), strict=True):
        editor.mark(label.key, words)
        editor.select(words)
        press_all(editor, label)
    editor.submit()
    last = {
        label.name: {one.name: one.values[-1].name for one in label.attributes}
        for label in the_scheme().labels
    }
    last["SOURCE"]["identity"] = "unnamed_described"
    assert {one.label: one.attributes for one in table.annotation.marks} == last


def press_all(editor: Editor, label: Label) -> None:
    """Every key of a label's attributes, each waited for; first what makes the attribute apply."""
    for attribute in label.attributes:
        if attribute.name == "reason":
            editor.press("i", "Unnamed, described")
        for value in attribute.values:
            editor.press(value.key.replace("shift+", "Shift+"), value.text)
