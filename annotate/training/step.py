"""One step of training: the gradient of a few articles, each thread's share of them added up."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotate.detect.model.crf import Chains, chains
from annotate.detect.model.features import COLUMNS, SIZES, IntArray, Rows
from annotate.detect.model.weights import FloatArray, Weights
from annotate.training.gradient import Dropped, Gradient, backward, forward
from annotate.training.loss import loss
from annotate.training.options import Options

TABLES = ("word", "ends", *SIZES)
THREADS = 4
"""Articles of a step are dealt to so many threads, on any machine: sums depend on their order."""


@dataclass(frozen=True)
class Example:
    """An article and what people marked in it, a tag a row."""

    rows: Rows
    tags: NDArray[np.int8]

    @property
    def laid(self) -> Chains:
        return chains(self.rows.starts, self.rows.lengths)


@dataclass
class Sum:
    """Losses and gradients of some articles, added up; of tables the rows that were looked up, one by one."""

    loss: float
    dense: Gradient
    columns: list[IntArray]
    looked_up: list[FloatArray]

    def add(self, other: Sum) -> None:
        self.loss += other.loss
        for name, array in other.dense.items():
            self.dense[name] += array
        self.columns += other.columns
        self.looked_up += other.looked_up


def summed(
    weights: Weights, examples: Sequence[tuple[int, Example]], options: Options, epoch: int, pool: Executor
) -> Sum:
    """The gradient of a batch; each example comes with its number, which what it drops depends on."""
    dealt = [examples[number::THREADS] for number in range(min(THREADS, len(examples)))]
    first, *others = pool.map(lambda part: _part(weights, part, options, epoch), dealt)
    for other in others:
        first.add(other)
    return first


def _part(weights: Weights, examples: Sequence[tuple[int, Example]], options: Options, epoch: int) -> Sum:
    first, *others = (
        _one(weights, example, options, np.random.default_rng([options.seed, epoch, number]))
        for number, example in examples
    )
    for other in others:
        first.add(other)
    return first


def _one(weights: Weights, example: Example, options: Options, random: np.random.Generator) -> Sum:
    columns = hidden(example.rows.columns, options.drop_words, random)
    dropped = drop(weights, example.rows, options.drop, random)
    known = forward(weights, columns, dropped)
    value, d_scores, d_step = loss(known.scores, weights.step, example.laid, example.tags)
    dense, looked_up = backward(weights, known, dropped, d_scores)
    dense["step"] = d_step
    return Sum(value, dense, [columns], [looked_up])


def hidden(columns: IntArray, share: float, random: np.random.Generator) -> IntArray:
    """The columns with some words unknown, and some of the rules' tags unsaid."""
    out = columns.copy()
    for name in ("word", "rule"):
        out[random.random(len(out)) < share, COLUMNS.index(name)] = 0
    return out


def drop(weights: Weights, rows: Rows, share: float, random: np.random.Generator) -> Dropped:
    """Which channels are dropped in which paragraph (as Tompson et al. 2015 do)."""
    paragraph = np.repeat(np.arange(len(rows.lengths)), rows.lengths + 1)

    def factors(width: int) -> FloatArray:
        kept = random.random((len(rows.lengths), width), np.float32) >= share
        out: FloatArray = (kept / np.float32(1 - share)).astype(np.float32)[paragraph]
        return out

    width = weights.mix.shape[2]
    layers = [factors(width) for _ in weights.dilations]
    return Dropped(factors(weights.enter.shape[0]), layers, factors(weights.tag.shape[0]))


def by_table(weights: Weights, known: Sum) -> dict[str, tuple[NDArray[np.int64], FloatArray]]:
    """Of each table the rows that were looked up, and their gradients; `ends` in one piece, row after row."""
    columns, gradients = np.concatenate(known.columns), np.concatenate(known.looked_up)
    out, at = {}, 0
    parts: dict[str, list[tuple[NDArray[np.int64], FloatArray]]] = {name: [] for name in TABLES}
    for number, (name, size, offset) in enumerate(_slots(weights)):
        parts[name].append((columns[:, number].astype(np.int64) + offset, gradients[:, at : at + size]))
        at += size
    for name, found in parts.items():
        out[name] = _gathered(np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found]))
    return out


def _slots(weights: Weights) -> list[tuple[str, int, int]]:
    """For each column its table, the table's width, and where its rows begin in it."""
    _, many, wide = weights.ends.shape
    few = [(name, getattr(weights, name).shape[1], 0) for name in SIZES]
    return [("word", weights.word.shape[1], 0), *(("ends", wide, n * many) for n in range(3)), *few]


def _gathered(rows: NDArray[np.int64], gradients: FloatArray) -> tuple[NDArray[np.int64], FloatArray]:
    """The rows that occur, once each, and the sums of their gradients."""
    order = np.argsort(rows, kind="stable")
    found, starts = np.unique(rows[order], return_index=True)
    return found, np.add.reduceat(gradients[order], starts, axis=0)
