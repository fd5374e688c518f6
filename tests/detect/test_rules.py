"""What the rules mark in a sentence: the rows of tests/detect/sentences.txt, which explains its notation."""

from pathlib import Path

import pytest

from annotate.detect import detect, load_lexicon
from annotate.resources import shipped
from annotate.scheme import load_scheme
from tests.support.notation import article, marks_of, parse, written

LEXICON = load_lexicon(shipped("config", "lexicon"))
SCHEME = load_scheme(shipped("config", "scheme.toml"))
TABLE = Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines()


def rows():
    """The rows of the table, named by their line; below a line "~ reason" one that is expected to fail."""
    found = []
    for number, (before, line) in enumerate(zip(["", *TABLE[:-1]], TABLE, strict=True), 1):
        if not line or line.startswith(("#", "~")):
            continue
        marks = [pytest.mark.xfail(reason=before[2:], strict=True)] if before.startswith("~ ") else []
        found.append(pytest.param(line.replace("\\n", "\n"), marks=marks, id=f"line {number}"))
    return found


@pytest.mark.parametrize("row", rows())
def test_a_sentence_is_marked_as_written(row):
    text, expected, attributes = parse(row)
    found = detect(article(text), LEXICON, SCHEME)
    marks = marks_of(found)
    assert set(marks) == expected, written(found, text)
    assert {key: marks[key] for key in attributes} == attributes


def test_few_rows_of_the_table_are_beyond_the_rules():
    failing = sum(line.startswith("~ ") for line in TABLE)
    assert failing * 8 <= len(rows())


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("An official said it was over.", "1", "none"),
        ("Officials said it was over.", "2", "none"),
        ("Several officials said it was over.", "3+", "none"),
        ("Four officials said it was over.", "3+", "none"),
        ("An official said it was over, speaking on condition of anonymity.", "1", "none"),
        ("An official, who was not authorised to speak, said it was over.", "1", "generic"),
        (
            "Two nurses, who asked not to be named because they fear dismissal, said it was over.",
            "2",
            "specific",
        ),
    ],
)
def test_an_unnamed_source_is_counted_and_its_reason_read(text, number, reason):
    source = detect(article(text), LEXICON, SCHEME).labelled("SOURCE")[0]
    assert (source.get("number"), source.get("reason")) == (number, reason)


@pytest.mark.parametrize("words", ["Analysts", "Sources", "A source"])
def test_who_cannot_be_placed_has_an_unclear_standing(words):
    source = detect(article(f"{words} said it was over."), LEXICON, SCHEME).labelled("SOURCE")[0]
    assert source.get("standing") == "unclear"


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Lin Wei, who was not involved in the study, said it was small.", "independent"),
        ("A surgeon with no ties to the maker said it was small.", "independent"),
        ("Ben Orr, who saw the fire, said it was small.", "witness"),
        ("A passenger said it was small.", "witness"),
        ("Ben Orr, who runs the mill, said it was small.", None),
        ("The Independent Party said it was small.", None),
    ],
)
def test_a_standing_is_read_where_the_text_gives_it(text, standing):
    source = detect(article(text), LEXICON, SCHEME).labelled("SOURCE")[0]
    assert source.get("standing") == standing


@pytest.mark.parametrize(
    ("text", "title", "joined"),
    [
        (
            "Mayor Jo Pell said no. Ada Lee said yes. The mayor said no again.",
            None,
            ("The mayor", "Mayor Jo Pell"),
        ),
        (
            "Jo Pell, a surgeon, said no. The surgeon said so twice.",
            None,
            ("The surgeon", "Jo Pell, a surgeon"),
        ),
        ("The minister, Elif Kaya, said no. Kaya said so twice.", None, ("Kaya", "The minister, Elif Kaya")),
        ("Police said no. Ada Lee said yes. The police said no again.", None, ("The police", "Police")),
        ("The ministry said no. It said so twice.", None, ("It", "The ministry")),
        (
            "Dam is safe, engineers say\n\nTwo engineers said it is.",
            "Dam is safe, engineers say",
            ("Two engineers", "engineers"),
        ),
        ("Dora, spokeswoman for the mayor, said no. The mayor said yes.", None, None),
        ("The ministry said no.\n\nIt said so twice.", None, None),
    ],
)
def test_mentions_of_one_speaker_are_joined(text, title, joined):
    found = detect(article(text, title), LEXICON, SCHEME)
    at = {mark.id: mark.span.cut(text).rstrip(",") for mark in found.marks}
    links = {(at[link.from_id], at[link.to_id]) for link in found.links if link.type == "same_source"}
    assert links == ({joined} if joined else set())
