"""What of a page is not the article, on pages as trafilatura gives them, and in lines."""

from __future__ import annotations

import pytest

from annotate.core import Article
from annotate.detect import load_lexicon
from annotate.detect.noise import noise
from annotate.resources import shipped
from tests.support.news_pages import measured

LEXICON = load_lexicon(shipped("config", "lexicon"))


def test_most_noise_of_the_pages_is_marked_and_no_sentence_of_theirs() -> None:
    """The rules were written with these pages in view: a guard, and no estimate for other pages."""
    found = measured(LEXICON)
    assert found.noise > 1500
    assert found.marked >= 0.94 * found.noise, found.missed
    assert found.right_type >= 0.9 * found.noise
    assert found.wrong == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Hanna Brook and Tomas Weil", "boilerplate"),
        ("By the sea", None),
        ("By then it rained", None),
        ("4:41 p.m. EDT", "boilerplate"),
        ("12 minutes ago", "boilerplate"),
        ("At 4:41 p.m. the ferry left.", None),
        ("Facebook Twitter WhatsApp Email", "boilerplate"),
        ("Facebook denied the report.", None),
        ("Updated on: May 6, 2025 / 10:14 AM", "boilerplate"),
        ("Updated figures show a loss, the ministry said.", None),
        ("Copyright 2025 The Agency", "boilerplate"),
        ("Copyright in the pictures was the reason, the authors said.", None),
        ("3 of 12", "caption"),
        ("A choir sings. Photograph: Lena Moss/Island Post", "caption"),
        ("Get the day’s headlines delivered to your inbox.", "boilerplate"),
        ("You may also like", "related"),
        ("14:05 GMT Updated at 14.20", "boilerplate"),
        ("Get the Harbour briefing: all you need to know, free, each morning.", "boilerplate"),
        ("Get the briefing notes from the ministry, the judge said.", None),
        ("Be the first to comment", "boilerplate"),
        ("Log in or create an account to post a comment.", "boilerplate"),
        ("View all 32 comments", "boilerplate"),
        ("This article has been closed to comments.", "boilerplate"),
        ("This story is now closed to the public, the judge said.", None),
    ],
)
def test_a_line_by_its_own_words(line: str, kind: str | None) -> None:
    text = f"It rained on Monday, the mayor said.\n\n{line}\n\nThe mayor left on Tuesday, she said."
    assert noise(Article("a", text), LEXICON).get(1) == kind


def test_a_caption_is_known_again_in_other_words_and_a_report_of_it_is_not() -> None:
    text = "\n\n".join(
        (
            "Children carry lanterns over the old bridge on Saturday evening. AP Photo/Jo Winter",
            "It rained on Monday, the mayor said.",
            "Children with lanterns cross the old bridge, Saturday evening.",
            "Children with lanterns crossed the old bridge on Saturday, the mayor said.",
        )
    )
    assert noise(Article("a", text), LEXICON) == {0: "caption", 2: "caption"}
