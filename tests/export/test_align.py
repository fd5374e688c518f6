"""Marks on a fast tokenizer's tokens: real ones, of each kind there is, trained here on a few words."""

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import example, given, settings
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

from annotate.core import Annotation, Article, Mark, Span
from annotate.core.errors import Refused
from annotate.export.align import aligned
from annotate.export.writers.base import Item
from tests.support.exports import HARD, TEXT, items
from tests.support.generated import WORDS


@cache
def tokenizer(kind: str) -> Tokenizer:
    """byte-level as in GPT, word pieces as in BERT with its lower case and [CLS], unigrams as in T5."""
    corpus = [" ".join(WORDS), *(item.article.text[:2000] for item in HARD)]
    if kind == "bytes":
        made = Tokenizer(models.BPE())
        made.pre_tokenizer = pre_tokenizers.ByteLevel()
        made.train_from_iterator(corpus, trainers.BpeTrainer(vocab_size=400, show_progress=False))
    elif kind == "pieces":
        made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
        made.normalizer = normalizers.BertNormalizer(lowercase=True)
        made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        special = ["[UNK]", "[CLS]", "[SEP]"]
        made.train_from_iterator(
            corpus, trainers.WordPieceTrainer(vocab_size=300, special_tokens=special, show_progress=False)
        )
        ids = [(name, made.token_to_id(name)) for name in special[1:]]
        made.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ids)
    else:
        made = Tokenizer(models.Unigram())
        made.pre_tokenizer = pre_tokenizers.Metaspace()
        made.train_from_iterator(
            corpus,
            trainers.UnigramTrainer(
                vocab_size=200, unk_token="<unk>", special_tokens=["<unk>"], show_progress=False
            ),
        )
    return made


@pytest.mark.parametrize("kind", ["bytes", "pieces", "unigrams"])
@settings(max_examples=30, deadline=None)
@given(items())
@example(HARD)
def test_every_mark_has_the_tokens_that_it_touches(kind: str, some: Sequence[Item]) -> None:
    for item in some:
        offsets = tokenizer(kind).encode(item.article.text).offsets
        found = aligned(item.annotation.marks, offsets)
        assert found.keys() == {mark.id for mark in item.annotation.marks}
        for mark in item.annotation.marks:
            own = [
                at
                for at, (start, end) in enumerate(offsets)
                if start < mark.span.end and end > mark.span.start
            ]
            assert (found[mark.id][0], found[mark.id][-1]) == (own[0], own[-1])


@pytest.mark.parametrize(
    ("offsets", "span", "expected"),
    [
        ([(0, 4), (5, 11)], Span(5, 8), range(1, 2)),
        ([(0, 0), (0, 4), (5, 11), (0, 0)], Span(0, 11), range(1, 3)),
        ([(0, 1), (0, 1), (0, 1), (1, 4)], Span(0, 1), range(0, 3)),
        ([(0, 4), (4, 11)], Span(3, 5), range(0, 2)),
    ],
    ids=["a part", "between special tokens", "a character of three tokens", "over an edge"],
)
def test_tokens_of_a_mark(offsets: list[tuple[int, int]], span: Span, expected: range) -> None:
    assert aligned([Mark("m", "CUE", span)], offsets) == {"m": expected}


def test_a_mark_that_was_cut_off_is_no_silent_loss() -> None:
    cut = Tokenizer.from_str(tokenizer("pieces").to_str())
    cut.enable_truncation(6)
    article = Article("a", TEXT)
    late = Annotation("a", "x", (Mark("m1", "CUE", Span(0, 4)), Mark("m9", "SOURCE", Span(75, 88))))
    with pytest.raises(Refused, match=r"mark m9 \(SOURCE, 75 to 88\) is lost"):
        aligned(late.marks, cut.encode(article.text).offsets)


@pytest.mark.parametrize("offsets", [[], [(0, 0)], [(0, 3)], [(0, 3), (8, 9)]])
def test_a_mark_on_no_token_is_no_silent_loss(offsets: list[tuple[int, int]]) -> None:
    with pytest.raises(Refused, match="is lost"):
        aligned([Mark("m", "CUE", Span(4, 7))], offsets)
