"""Spans as tags, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.detect.model.tags import LABELS, TAGS, decode, encode


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("", []),
        ("O O", []),
        ("B-SOURCE I-SOURCE B-CUE", [("SOURCE", (0, 2)), ("CUE", (2, 3))]),
        ("B-SOURCE B-SOURCE", [("SOURCE", (0, 1)), ("SOURCE", (1, 2))]),
        ("O I-CUE I-CUE", [("CUE", (1, 3))]),
        ("B-CUE I-ASSERTION O", [("CUE", (0, 1)), ("ASSERTION", (1, 2))]),
    ],
)
def test_tags_are_spans(tags, spans):
    assert decode([TAGS.index(tag) for tag in tags.split()]) == spans


def test_of_two_spans_on_a_word_the_later_stands():
    tags = encode(5, [("ASSERTION", (0, 5)), ("CUE", (2, 3))])
    assert [TAGS[tag] for tag in tags] == [
        "B-ASSERTION", "I-ASSERTION", "B-CUE", "I-ASSERTION", "I-ASSERTION"
    ]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(LABELS), st.integers(1, 4), st.integers(0, 2))))
def test_what_is_encoded_is_decoded(pieces):
    spans, at = [], 0
    for label, length, gap in pieces:
        spans.append((label, (at + gap, at + gap + length)))
        at += gap + length
    assert decode(encode(at + 1, spans).tolist()) == spans
