"""A fine-tuned encoder in the network's place: a graph that onnxruntime runs, window by window."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from annotate.core.errors import UsageError
from annotate.detect.model.features import SEPARATOR, SIZES, IntArray
from annotate.detect.model.pieces import pieces_of
from annotate.detect.model.weights import FloatArray
from annotate.detect.passage import Passage
from annotate.detect.sources import Range

if TYPE_CHECKING:
    from collections.abc import Callable

    from onnxruntime import InferenceSession

INPUTS = ("pieces", "told", "first", "last")
"""What a graph is given: see `Window`."""
_KEPT = 1 << 16
"""Words whose pieces are remembered."""
IdArray = NDArray[np.int64]


@dataclass(frozen=True)
class Encoder:
    """A graph from `Window` to (words, tags) and what it is read with.

    Attributes:
        graph: the ONNX model, its numbers inside.
        pieces: to their numbers; [CLS], [SEP] and [UNK] among them.
        step: (tags, tags): score of one tag behind another.
        most: pieces that are read at once.
    """

    graph: bytes
    pieces: Mapping[str, int]
    step: FloatArray
    most: int

    @cached_property
    def session(self) -> InferenceSession:
        """The graph, ready to run, on as many threads as NumPy has here: one, if not told otherwise.

        Raises:
            UsageError: when the extra `encoder` is not installed.
            ValueError: when it is no graph of this kind.
        """
        try:
            import onnxruntime as onnx
        except ImportError as error:
            raise UsageError(
                "this model needs the extra `encoder`, which is not installed",
                "install it with: pip install 'annotate[encoder]'",
            ) from error
        options = onnx.SessionOptions()
        told = os.environ.get("OPENBLAS_NUM_THREADS", "")
        options.intra_op_num_threads = int(told) if told.isdecimal() else 1
        try:
            session = onnx.InferenceSession(self.graph, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # its errors have no base of their own
            raise ValueError("its graph is damaged") from error
        if tuple(one.name for one in session.get_inputs()) != INPUTS:
            raise ValueError(f"its graph must take {', '.join(INPUTS)}")
        return session

    @cached_property
    def pieces_of(self) -> Callable[[str], tuple[int, ...]]:
        """The pieces of a word, remembered for the words seen last."""
        return lru_cache(_KEPT)(lambda word: pieces_of(word, self.pieces))


@dataclass(frozen=True)
class Window:
    """What the encoder reads at once.

    Attributes:
        pieces: (P,): their numbers, [CLS] first.
        told: (P, SIZES): what is known of the word that each is of; zeros for [CLS].
        first, last: (W,): where the pieces of each word begin and end among these.
    """

    pieces: IdArray
    told: IdArray
    first: IdArray
    last: IdArray


def scores_of(encoder: Encoder, columns: IntArray, passages: Sequence[Passage]) -> FloatArray:
    """(rows, tags): the score of each tag at the rows of some passages, their separators among them.

    The tags run on through separators, which have none: what that is worth stands at each passage's ends.
    """
    words = list(words_of(encoder, passages))
    lengths = [len(one.tokens) + 1 for one in passages]
    found = [
        encoder.session.run(None, vars(window(encoder, words[start:end], columns[start:end])))[0]
        for start, end in windows([len(one) for one in words], lengths, encoder.most - 1)
    ]
    scores: FloatArray = np.concatenate(found)
    ends = np.cumsum(lengths) - 1
    scores[[0, *ends[:-1] + 1]] += encoder.step[0]
    scores[np.maximum(ends - 1, 0)] += encoder.step[:, 0]
    return scores


def words_of(encoder: Encoder, passages: Sequence[Passage]) -> Iterator[tuple[int, ...]]:
    """The pieces of each row: of a passage's words, then of its separator."""
    for one in passages:
        yield from (encoder.pieces_of(token.text) for token in one.tokens)
        yield (encoder.pieces["[SEP]"],)


def windows(sizes: Sequence[int], lengths: Sequence[int], most: int) -> Iterator[Range]:
    """Rows that are read together: passages of at most `most` pieces, a longer one in parts.

    Args:
        sizes: pieces of each row, none more than `LONGEST`.
        lengths: rows of each passage.
    """
    before = np.concatenate([[0], np.cumsum(sizes)])
    first = start = 0
    for length in lengths:
        if before[start + length] - before[first] > most and start > first:
            yield first, start
            first = start
        start += length
        while before[start] - before[first] > most:
            cut = int(np.searchsorted(before, before[first] + most, "right")) - 1
            yield first, cut
            first = cut
    if start > first:
        yield first, start


def window(encoder: Encoder, words: Sequence[tuple[int, ...]], columns: IntArray) -> Window:
    """The window of some rows."""
    sizes = np.array([len(one) for one in words])
    last = np.cumsum(sizes)
    told = columns[:, -len(SIZES) :].astype(np.int64)
    told[told[:, -2] == SEPARATOR, -1] = 0
    return Window(
        np.array([encoder.pieces["[CLS]"], *chain.from_iterable(words)], np.int64),
        np.concatenate([np.zeros((1, len(SIZES)), np.int64), np.repeat(told, sizes, axis=0)]),
        last - sizes + 1,
        last,
    )
