"""A machine's annotation as the evaluation kit reads it."""

import pytest

from annotate.detect import detect, load_lexicon
from annotate.resources import shipped
from annotate.scheme import load_scheme
from tests.support.kit import to_kit
from tests.support.notation import article

LEXICON = load_lexicon(shipped("config", "lexicon"))
SCHEME = load_scheme(shipped("config", "scheme.toml"))


def kit(text):
    return to_kit(detect(article(text), LEXICON, SCHEME), text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ann Lee said the bridge was safe.", ["the bridge was safe"]),
        ("The bridge, Ann Lee said, is safe.", ["The bridge", "is safe"]),
        ("“The bridge,” Ann Lee said, “is safe.”", ["“The bridge,”", "“is safe.”"]),
        ("The general is said to be in hiding.", ["The general", "be in hiding"]),
        ("The talks reportedly failed.", ["The talks", "failed"]),
    ],
)
def test_an_assertion_counts_as_the_parts_beside_its_source_and_cue(text, parts):
    (assertion,) = (span for span in kit(text)["spans"] if span["label"] == "ASSERTION")
    assert [text[start:end] for start, end in assertion["parts"]] == parts


def test_the_writers_own_assertions_and_hedges_are_left_out():
    assert kit("The bridge may be closed. It was built in 1931.")["spans"] == []


def test_links_join_spans_that_are_there():
    out = kit("Ann Lee said the bridge may be closed. It was built in 1931.")
    ids = {span["id"] for span in out["spans"]}
    assert {link["type"] for link in out["links"]} == {"attributed_to", "cued_by"}
    assert all(link["from"] in ids and link["to"] in ids for link in out["links"])
