"""Sentences of news: where they end, and that they cover the text without crossing a paragraph."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.intake.canonical import canonicalise
from annotate.intake.sentences import split
from tests.support.require import missing

TEXTS = [
    '"We will not go," he said.|"Not now."|She left.',
    "“We will not go,” he said.|“Not now. Not ever,” he added.|She left.",
    "“Was it him?” asked the clerk.|The mayor did not answer.",
    "The U.S. said Mr. Smith and Gen. Clark met Sen. Doe at 5 p.m. on Monday.|They left.",
    "He met U.S. President Jane Roe.|He lives in the U.S.|She does not.",
    "An aide to Ms. Jones said so.|So did Amb. Doe and Dr. No.",
    "It opens at 5 p.m. Tuesday.|It closes at 10 a.m. EST.|Few came at 5 p.m.|The rest stayed away.",
    "It was north vs. South, approx. 3 miles apart, i.e. This and that.",
    "Well... he said so.|And then… nothing.",
    "Martin Luther King Jr. spoke.|Acme Inc. Chairman Joe Bloggs listened.",
    "It rose 3.5 percent in Jan. 2024.|No. 10 said nothing.",
    "👩\u200d👩\u200d👧 came.|😀 Then they left.",
]


@pytest.mark.parametrize("marked", TEXTS)
def test_where_sentences_end(marked: str) -> None:
    text = marked.replace("|", " ")
    assert [span.cut(text) for span in split(text)] == marked.split("|")


def test_a_paragraph_ends_a_sentence() -> None:
    text = "A headline without a stop\n\nThe U.S.\n\nPresident Roe left. “It\n\nwas late.”"
    assert [span.cut(text) for span in split(text)] == [
        "A headline without a stop",
        "The U.S.",
        "President Roe left.",
        "“It",
        "was late.”",
    ]


@given(st.text(st.sampled_from("aB.!?\"“”'() \n😀é…1"), max_size=80))
def test_sentences_cover_all_words_in_order_and_stay_in_their_paragraph(raw: str) -> None:
    text = canonicalise(raw).text
    spans = split(text)
    covered = [i for span in spans for i in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(covered))
    assert all("\n" not in span.cut(text) and span.cut(text).strip() for span in spans)


def test_real_articles_have_sentences_of_a_readable_length() -> None:
    files = sorted((Path(__file__).parents[3] / "shared" / "articles").glob("*.txt"))
    if not files:
        missing("no ../shared/articles")
    for file in files:
        text = canonicalise(file.read_text("utf-8")).text
        lengths = [len(span) for span in split(text)]
        assert len(lengths) > 10
        assert max(lengths) < 500
