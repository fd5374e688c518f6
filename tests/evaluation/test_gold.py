"""What a line of gold may look like, and what it says."""

import pytest

from annotate.core import Span
from annotate.core.errors import Refused
from annotate.evaluation.gold import attributed_alone, parse

TEXT = "The quay, Ada Lee said, is closed."
SPANS = {
    "id": "a",
    "text": TEXT,
    "publisher": "ledger",
    "spans": [
        {"id": "s0", "label": "ASSERTION", "start": 0, "end": 33, "parts": [[0, 8], [24, 33]]},
        {"id": "s1", "label": "SOURCE", "start": 10, "end": 17},
    ],
    "links": [{"type": "attributed_to", "from": "s0", "to": 1}],
}
MARKS = {
    "id": 7,
    "article": "a",
    "article_text": TEXT,
    "outlet": "ledger",
    "answers": {"genre": "news"},
    "marks": [
        {"id": "m1", "label": "SOURCE", "start": 10, "end": 17, "attributes": {"identity": "named_person"}}
    ],
    "links": [],
}


def test_a_corpus_cuts_an_assertion_around_its_source_and_cue():
    gold = parse(SPANS)
    assert gold.in_parts
    assert gold.side.pieces("ASSERTION") == [Span(0, 8), Span(24, 33)]
    assert gold.side.by_id["s0"].span == Span(0, 33)
    assert gold.side.links == (("attributed_to", "s0", "s1"),)
    assert gold.facts == {"outlet": "ledger"}


def test_an_annotation_is_gold_with_attributes_and_answers():
    gold = parse(MARKS)
    assert (gold.id, gold.article, gold.in_parts) == ("7", "a", False)
    assert gold.side.units[0].attributes == {"identity": "named_person"}
    assert gold.facts == {"outlet": "ledger", "genre": "news"}


def test_sentences_may_be_judged_without_marks():
    judged = {"start": 0, "end": 34, "speech": True, "noise": False, "role": ["Main"]}
    gold = parse({"id": "a", "text": TEXT, "sentences": [judged]})
    assert gold.side is None
    assert [(one.span, one.is_) for one in gold.sentences] == [
        (Span(0, 34), {"speech": True, "noise": False})
    ]
    assert parse({"id": "a", "text": TEXT, "weasel": True}).sentences[0].is_ == {"weasel": True}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"id": "a", "text": TEXT}, "neither marks nor spans nor sentences"),
        ({"id": "a", "text": " ", "weasel": True}, "its text is empty"),
        (
            {**SPANS, "spans": [{"label": "CUE", "start": 30, "end": 99}], "links": []},
            "CUE at 30-99 is outside the text",
        ),
        ({**SPANS, "spans": [{"label": "CUE", "start": 3, "end": 3}]}, "needs 0 <= start < end"),
        ({**SPANS, "spans": [{"label": "CUE"}]}, "KeyError: 'start'"),
        ({"text": TEXT, "spans": []}, "KeyError: 'id'"),
        ({**MARKS, "marks": "m1"}, "marks is not a list"),
    ],
)
def test_what_is_no_gold_is_refused_with_the_reason(row, said):
    with pytest.raises(Refused, match=said):
        parse(row)


def test_gold_without_claims_of_the_writers_own_asks_for_none():
    own = {"label": "ASSERTION", "start": 0, "end": 8}
    assert attributed_alone([parse(SPANS)]) == (0, 1)
    assert attributed_alone([parse({**SPANS, "spans": [*SPANS["spans"], own]})]) is None
    assert attributed_alone([parse(MARKS)]) is None
