"""spaCy's DocBin, read back by spaCy: texts, spans, attributes, sentences, and a scorer that finds them."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import example, given, settings
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from annotate.core import Annotation, Article, Mark, Span
from annotate.core.codec import to_json
from annotate.core.errors import UsageError
from annotate.export.writers.base import Item, Manner
from annotate.export.writers.spacy import write
from tests.support.exports import ARTICLE, HARD, SCHEME, SMALL, items, written

VOCAB = spacy.blank("en").vocab


def read(some: Sequence[Item]) -> list[Doc]:
    if not Doc.has_extension("annotation"):
        Doc.set_extension("annotation", default=None)
    return list(DocBin().from_bytes(written("spacy", some)[""]).get_docs(VOCAB))


def plain(value: Any) -> Any:
    """spaCy reads every list as a tuple."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value


def said(item: Item) -> dict[str, Any]:
    return {**to_json(item.annotation, item.article.text), "signed_in_as": None}


@settings(max_examples=10, deadline=None)
@given(items())
@example(HARD)
def test_texts_and_annotations_come_back_whole(some: Sequence[Item]) -> None:
    docs = read(some)
    assert [doc.text for doc in docs] == [item.article.text for item in some]
    assert [plain(doc._.annotation) for doc in docs] == [said(item) for item in some]


@settings(max_examples=10, deadline=None)
@given(items())
def test_every_mark_is_a_span_of_the_tokens_that_it_touches(some: Sequence[Item]) -> None:
    for doc, item in zip(read(some), some, strict=True):
        found = {span.id_: span for span in doc.spans["sc"]}
        assert found.keys() == {mark.id for mark in item.annotation.marks}
        for mark in item.annotation.marks:
            span = found[mark.id]
            assert span.label_ == mark.label
            touched = [t.i for t in doc if Span(t.idx, t.idx + len(t)).overlaps(mark.span)]
            inner = [i for i in touched if not doc[i].is_space]
            assert (span.start, span.end) == (inner[0], inner[-1] + 1)


@settings(max_examples=10, deadline=None)
@given(items())
def test_every_chosen_attribute_is_a_group(some: Sequence[Item]) -> None:
    for doc, item in zip(read(some), some, strict=True):
        chosen = {(f"{m.label}.{k}", m.id, v) for m in item.annotation.marks for k, v in m.attributes.items()}
        assert {
            (key, span.id_, span.label_) for key, group in doc.spans.items() if key != "sc" for span in group
        } == chosen


def test_sentences_are_the_articles_own() -> None:
    doc = read(SMALL)[0]
    assert [sent.text.strip() for sent in doc.sents] == [one.cut(ARTICLE.text) for one in ARTICLE.sentences]


def test_without_sentences_paragraphs_are_kept_apart() -> None:
    (doc,) = read([Item(Annotation("a", "x", id="1"), Article("a", "One two\n\nThree. Four"))])
    assert [sent.text.strip() for sent in doc.sents] == ["One two", "Three. Four"]


def test_spacy_scores_what_it_loads() -> None:
    gold, same = read(SMALL), read(SMALL)
    same[0].spans["sc"] = list(same[0].spans["sc"])[1:]
    score = Scorer.score_spans(
        [Example(predicted, reference) for predicted, reference in zip(same, gold, strict=True)],
        attr="spans_sc",
        getter=lambda doc, _: doc.spans["sc"],
        allow_overlap=True,
        labeled=True,
    )
    assert (score["spans_sc_p"], score["spans_sc_r"]) == (1.0, pytest.approx(5 / 6))


@pytest.mark.parametrize("language", [None, "en-GB", "de", "ja", "tlh"])
def test_any_language_is_read(language: str | None) -> None:
    """Japanese needs more than spaCy, and of Klingon it knows nothing: both are read without a language."""
    article = Article("a", "“Nein!”, don't 😀", language=language)
    (doc,) = read([Item(Annotation("a", "x", (Mark("1", "CUE", Span(1, 5)),), id="1"), article)])
    assert [span.text for span in doc.spans["sc"]] == ["Nein"]


def test_a_mark_of_blanks_is_left_out_and_counted(tmp_path: Path) -> None:
    marks = (Mark("1", "CUE", Span(13, 15)), Mark("2", "CUE", Span(13, 18)))
    item = Item(Annotation("a", "x", marks, id="1"), ARTICLE)
    with (tmp_path / "a.spacy").open("wb") as out:
        assert write([item], out, Manner(SCHEME)) == {"a mark that covers no token": 1}
    (doc,) = read([item])
    assert [span.text for span in doc.spans["sc"]] == ["“We"]
    assert len(doc._.annotation["marks"]) == 2


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy.tokens", None)
    with pytest.raises(UsageError, match="spacy needs spaCy") as refused:
        written("spacy", SMALL)
    assert "annotate[spacy]" in str(refused.value.remedy)
