"""An article as rows of numbers: the one way in, for training and for marking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotate.detect.attribution import Attribution
from annotate.detect.model.tags import Spans, encode
from annotate.detect.model.words import SHAPES, Vocabulary
from annotate.detect.passage import Passage

COLUMNS = ("word", "prefix", "suffix", "ending", "shape", "quote", "rule", "edge", "place")
SIZES = {"shape": SHAPES, "quote": 3, "rule": 7, "edge": 5, "place": 4}
"""How many values each column of few values has."""
SEPARATOR = 4
"""The edge of the row that stands behind each paragraph."""

IntArray = NDArray[np.int32]


@dataclass(frozen=True)
class Rows:
    """`columns` is (rows, COLUMNS): a row a word, paragraph after paragraph, one more behind each.

    Paragraph i has the rows from `starts[i]` on, `lengths[i]` of them.
    """

    columns: IntArray
    starts: IntArray
    lengths: IntArray


def features(
    passages: Sequence[Passage], found: Sequence[Sequence[Attribution]], vocabulary: Vocabulary
) -> Rows:
    """The rows of an article's passages; `found` is what the rules say of each.

    Beside the word itself: whether it stands in a quotation (1) or an utterance in full (2), the tag that the
    rules give it, whether a sentence (1) or paragraph (3) begins, and how far down the article it is.
    """
    lengths = np.array([len(one.tokens) for one in passages], np.int32)
    starts = (np.cumsum(lengths + 1) - lengths - 1).astype(np.int32)
    columns = np.zeros((int(lengths.sum()) + len(passages), len(COLUMNS)), np.int32)
    for number, (one, start, length) in enumerate(zip(passages, starts, lengths, strict=True)):
        rows = columns[start : start + length + 1]
        rows[:, 8] = min(number, SIZES["place"] - 1)
        rows[-1, 7] = SEPARATOR
        if length:
            _fill(rows[:-1], one, found[number], vocabulary)
    return Rows(columns, starts, lengths)


def _fill(rows: IntArray, one: Passage, found: Sequence[Attribution], vocabulary: Vocabulary) -> None:
    rows[:, :5] = [vocabulary[token.text] for token in one.tokens]
    for quote in one.quotes:
        rows[quote.start : quote.end, 5] = 1 + quote.full
    rows[:, 6] = encode(len(rows), spans_of(found))
    rows[[start for start, _ in one.sentences], 7] = 1
    rows[0, 7] += 2


def spans_of(found: Sequence[Attribution]) -> Spans:
    """The spans of attributions, the longest first."""
    spans = [("CUE", one.cue) for one in found]
    spans += [("SOURCE", one.source) for one in found if one.source is not None]
    spans += [("ASSERTION", content) for one in found for content in one.contents]
    return sorted(spans, key=lambda span: span[1][0] - span[1][1])
