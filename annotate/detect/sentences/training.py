"""Fits the three models to judged sentences, the same way each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotate.detect.sentences.features import BUCKETS, Ids, Read, ids
from annotate.detect.sentences.model import TASKS, Linear, Model, seen

EPOCHS, RATE, BATCH = 10, 0.1, 64
DECAY = {"noise": 1e-3, "speech": 1e-3, "weasel": 3e-3}
"""Weight decay a sentence: weasel has the fewest sentences and the most different words."""
FOLDS = 5
"""Parts of the articles that are held out in turn to find the cut of best F1."""


@dataclass(frozen=True)
class Example:
    """A sentence with what is known of it; `group` is its article's, which no held-out part divides.

    `weight` is how many sentences it stands for.
    """

    read: Read
    known: dict[str, bool]
    group: str
    weight: float = 1.0


def fit(examples: Sequence[Example], seed: int = 1) -> Model:
    """A model of each task that some sentence is judged for, from those that are, with the cut of best F1."""
    judged = {task for one in examples for task in one.known}
    return Model({task: _fit_task(task, examples, seed) for task in TASKS if task in judged})


def _fit_task(task: str, examples: Sequence[Example], seed: int) -> Linear:
    mine = [one for one in examples if task in one.known]
    rows = [ids(seen(task, one.read)) for one in mine]
    wanted = np.array([one.known[task] for one in mine])
    counts = np.array([one.weight for one in mine])
    part = _parts([one.group for one in mine], seed)
    held = np.zeros(len(rows))
    for number in range(FOLDS):
        inside = np.flatnonzero(part != number)
        weights = _weights([rows[i] for i in inside], wanted[inside], counts[inside], DECAY[task], seed)
        for index in np.flatnonzero(part == number):
            held[index] = weights[rows[index]].sum()
    weights = _weights(rows, wanted, counts, DECAY[task], seed)
    return Linear(weights.astype(np.float32), _cut(held, wanted, counts))


def _parts(groups: Sequence[str], seed: int) -> NDArray[np.int64]:
    """The number of the held-out part that each sentence belongs to."""
    names = sorted(set(groups))
    drawn = dict(zip(names, np.random.default_rng(seed).integers(0, FOLDS, len(names)), strict=True))
    return np.array([drawn[group] for group in groups])


def _weights(
    rows: Sequence[Ids], wanted: NDArray[np.bool_], counts: NDArray[np.float64], decay: float, seed: int
) -> NDArray[np.float64]:
    """Logistic regression by AdaGrad (Duchi and others 2011), averaged over the second half of the epochs.

    There is no bias: every sentence has features that all sentences share.
    """
    rng = np.random.default_rng(seed)
    weights, squares, total = np.zeros(BUCKETS), np.ones(BUCKETS), np.zeros(BUCKETS)
    steps = 0
    for epoch in range(EPOCHS):
        for batch in _batches(rng.permutation(len(rows))):
            gradient = _gradient(weights, [rows[i] for i in batch], wanted[batch], counts[batch])
            gradient += decay * len(batch) * weights
            squares += gradient * gradient
            weights -= RATE * gradient / np.sqrt(squares)
            if epoch * 2 >= EPOCHS:
                total += weights
                steps += 1
    return total / max(steps, 1)


def _batches(order: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    yield from (order[start : start + BATCH] for start in range(0, len(order), BATCH))


def _gradient(
    weights: NDArray[np.float64],
    rows: Sequence[Ids],
    wanted: NDArray[np.bool_],
    counts: NDArray[np.float64],
) -> NDArray[np.float64]:
    places = np.concatenate(rows)
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    sums = np.bincount(owner, weights[places], len(rows))
    error = counts * (1 / (1 + np.exp(-sums)) - wanted)
    return np.bincount(places, error[owner], BUCKETS).astype(np.float64)


def _cut(sums: NDArray[np.float64], wanted: NDArray[np.bool_], counts: NDArray[np.float64]) -> float:
    """The cut with the best F1, midway between the two sums on either side of it."""
    order = np.argsort(-sums, kind="stable")
    weasels = counts * wanted
    f1 = 2 * np.cumsum(weasels[order]) / (np.cumsum(counts[order]) + weasels.sum())
    at = int(f1.argmax())
    below = sums[order[min(at + 1, len(order) - 1)]]
    return float((sums[order[at]] + below) / 2)
