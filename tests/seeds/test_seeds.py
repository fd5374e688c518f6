"""The sample articles and their two readings: whole, allowed by the scheme, and unlike enough to compare."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from unicodedata import is_normalized

import pytest

from annotate.core import Annotation, Article, Mark
from annotate.core.codec import from_json
from annotate.intake.articles import make_article
from annotate.intake.readers.base import Incoming
from annotate.intake.readers.find import read
from annotate.resources import shipped
from annotate.scheme import Scheme, check
from tests.support.scheme import the_scheme

SEEDS = shipped("seeds")
FILES = sorted((SEEDS / "articles").glob("*.txt"))
READERS = ("ruth", "omar")
SCORED = ("news", "analysis")

LINKS_NOBODY_DRAWS = {"cued_by", "hedged_by"}
"""Sync infers these two, so the samples leave them out."""

ANSWERS_NO_COMPLETE_READING_HAS = {"cannot_be_labelled"}
"""Says that there is no reading; every sample has one."""


def parsed(path: Path) -> Article:
    (one,) = read(str(path))
    assert isinstance(one, Incoming), one
    return make_article(one)[0]


ARTICLES = {article.id: article for article in map(parsed, FILES)}


def readings(annotator: str) -> dict[str, Annotation]:
    lines = (SEEDS / "annotations" / f"{annotator}.jsonl").read_text("utf-8").splitlines()
    return {one.article: one for one in (from_json(json.loads(line)) for line in lines)}


READINGS = {annotator: readings(annotator) for annotator in READERS}
EVERY = [(annotator, article) for annotator in READERS for article in ARTICLES]


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return the_scheme()


def everything() -> Iterator[Annotation]:
    return (reading for one in READINGS.values() for reading in one.values())


def cut(mark: Mark) -> tuple[str, int, int]:
    return mark.label, mark.span.start, mark.span.end


def f1(article: str) -> float:
    ruth, omar = ({cut(mark) for mark in READINGS[who][article].marks} for who in READERS)
    return 2 * len(ruth & omar) / (len(ruth) + len(omar))


# ------------------------------------------------------------------------------------------ articles


def test_there_are_enough_articles():
    assert len(ARTICLES) == len(FILES) >= 12


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_article_has_a_readable_length_and_an_invented_address(path: Path):
    article = parsed(path)
    assert 300 <= len(article.text.split()) <= 1200
    assert article.outlet
    assert article.url
    assert ".example/" in article.url


@pytest.mark.parametrize(
    ("what", "example"),
    [
        ("an emoji outside the BMP", "💔"),
        ("an emoji of two code points", "🛳️"),
        ("a combining mark that NFC leaves", "Ọ̀"),
        ("a name written from right to left", "יערה"),
        ("a curly apostrophe", "’"),
        ("a straight apostrophe", "dockworkers' union"),
        ("an em dash", " — "),
        ("an en dash", " – "),
        ("a quotation over two paragraphs", "hurts.\n\n“It"),
    ],
)
def test_the_texts_show(what: str, example: str):
    assert any(example in article.text for article in ARTICLES.values()), what


def test_one_file_is_not_canonical_as_given():
    given = [path.read_text("utf-8") for path in FILES]
    assert not all(is_normalized("NFC", text) for text in given)
    assert all(is_normalized("NFC", article.text) for article in ARTICLES.values())


# ---------------------------------------------------------------------------------------- annotations


@pytest.mark.parametrize("annotator", READERS)
def test_an_annotator_has_read_every_article(annotator: str):
    assert set(READINGS[annotator]) == set(ARTICLES)


@pytest.mark.parametrize(("annotator", "article"), EVERY)
def test_the_text_has_not_drifted_since_it_was_annotated(annotator: str, article: str):
    assert READINGS[annotator][article].text_sha256 == ARTICLES[article].sha256


@pytest.mark.parametrize("annotator", READERS)
def test_the_words_of_each_mark_are_those_of_the_text(annotator: str):
    for line in (SEEDS / "annotations" / f"{annotator}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        text = ARTICLES[row["article"]].text
        for mark in row["marks"]:
            assert text[mark["start"] : mark["end"]] == mark["text"] == mark["text"].strip()


@pytest.mark.parametrize(("annotator", "article"), EVERY)
def test_the_scheme_allows_all_of_it(annotator: str, article: str, scheme: Scheme):
    reading = READINGS[annotator][article]
    checked = check(reading, ARTICLES[article].text, scheme)
    assert reading.scheme == scheme.version
    assert not checked.dropped
    assert checked.annotation == reading


@pytest.mark.parametrize(("annotator", "article"), EVERY)
def test_marks_nest_and_never_cross_a_mark_or_a_paragraph(annotator: str, article: str):
    marks = READINGS[annotator][article].marks
    crossing = [(a, b) for a in marks for b in marks if a.span.crosses(b.span)]
    outside = [m for m in marks if not any(p.contains(m.span) for p in ARTICLES[article].paragraphs)]
    assert (crossing, outside) == ([], [])


@pytest.mark.parametrize(("annotator", "article"), EVERY)
def test_noise_holds_no_other_mark(annotator: str, article: str):
    reading = READINGS[annotator][article]
    noise = reading.labelled("NOISE")
    assert not [
        m for m in reading.marks if m.label != "NOISE" and any(n.span.overlaps(m.span) for n in noise)
    ]


@pytest.mark.parametrize(("annotator", "article"), EVERY)
def test_nothing_without_a_default_is_left_open(annotator: str, article: str, scheme: Scheme):
    reading = READINGS[annotator][article]
    open_sources = [
        m.id for m in reading.labelled("SOURCE") if not {"identity", "standing"} <= set(m.attributes)
    ]
    needed = {answer.name for answer in scheme.answers if not answer.optional}
    assert open_sources == []
    assert needed <= set(reading.answers)


@pytest.mark.parametrize(("annotator", "article"), EVERY)
def test_three_to_five_claims_are_central(annotator: str, article: str):
    central = [m for m in READINGS[annotator][article].marks if m.get("weight") == "central"]
    assert 3 <= len(central) <= 5


@pytest.mark.parametrize(("annotator", "article"), EVERY)
def test_every_source_says_something_or_passes_it_on(annotator: str, article: str):
    reading = READINGS[annotator][article]
    used = {link.to_id for link in reading.linked("attributed_to")}
    used |= {link.to_id for link in reading.linked("via")}
    assert {mark.id for mark in reading.labelled("SOURCE")} <= used


@pytest.mark.parametrize(("annotator", "article"), EVERY)
def test_a_reply_is_asked_for_exactly_where_somebody_is_accused(annotator: str, article: str):
    answers = READINGS[annotator][article].answers
    assert (answers["accused"] == "yes") == (answers["reply"] != "not_applicable")


@pytest.mark.parametrize("article", ARTICLES)
def test_without_a_title_there_is_no_headline(article: str):
    said = {READINGS[annotator][article].answers["headline"] == "none" for annotator in READERS}
    assert said == {ARTICLES[article].title is None}


@pytest.mark.parametrize("annotator", READERS)
def test_enough_articles_reach_the_minimum_of_evidence(annotator: str):
    reached = [
        article
        for article, reading in READINGS[annotator].items()
        if reading.answers["genre"] in SCORED and _sentences_with_assertions(ARTICLES[article], reading) >= 8
    ]
    assert len(reached) >= 8


def _sentences_with_assertions(article: Article, reading: Annotation) -> int:
    assertions = reading.labelled("ASSERTION")
    return sum(any(sentence.overlaps(mark.span) for mark in assertions) for sentence in article.sentences)


# --------------------------------------------------------------------------------------- two annotators


@pytest.mark.parametrize("article", ARTICLES)
def test_the_two_cut_most_of_it_alike_and_never_all(article: str):
    assert 0.80 <= f1(article) <= 0.97


def test_on_the_whole_the_two_agree_as_careful_people_do():
    assert 0.85 <= sum(map(f1, ARTICLES)) / len(ARTICLES) <= 0.93


@pytest.mark.parametrize("article", ARTICLES)
def test_the_two_also_differ_in_what_they_choose(article: str):
    ruth, omar = (
        {cut(mark): mark.attributes for mark in READINGS[annotator][article].marks} for annotator in READERS
    )
    assert [span for span in ruth.keys() & omar.keys() if ruth[span] != omar[span]]


# ------------------------------------------------------------------------------- the scheme is all shown


def test_every_attribute_value_is_shown(scheme: Scheme):
    shown = {
        (mark.label, attribute.name, scheme.value(mark, attribute.name))
        for reading in everything()
        for mark in reading.marks
        for attribute in scheme.label_by_name[mark.label].attributes
    }
    wanted = {
        (label.name, attribute.name, value)
        for label in scheme.labels
        for attribute in label.attributes
        for value in attribute.names
    }
    assert wanted - shown == set()


def test_every_label_is_shown(scheme: Scheme):
    assert {mark.label for reading in everything() for mark in reading.marks} == set(scheme.label_by_name)


def test_every_link_that_people_draw_is_shown(scheme: Scheme):
    shown = {link.type for reading in everything() for link in reading.links}
    assert shown == set(scheme.link_by_name) - LINKS_NOBODY_DRAWS


def test_every_answer_is_shown(scheme: Scheme):
    shown = {
        (name, one)
        for reading in everything()
        for name, value in reading.answers.items()
        for one in (value.split(",") if name == "signs" else [value])
    }
    wanted = {(answer.name, value.name) for answer in scheme.answers for value in answer.values}
    wanted |= {("impression", str(stars)) for stars in range(1, 6)}
    assert wanted - shown == set()
    assert {answer.name for answer in scheme.answers} - {name for name, _ in shown} == (
        ANSWERS_NO_COMPLETE_READING_HAS
    )
