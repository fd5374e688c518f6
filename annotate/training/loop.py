"""Training: epoch after epoch over all articles in a random order that the seed gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from annotate.detect.model.weights import FloatArray, Weights
from annotate.training.adam import advance
from annotate.training.options import Options
from annotate.training.state import State, follow
from annotate.training.step import THREADS, Example, Sum, by_table, summed

WARM = 0.05
"""Share of the steps in which the rate rises."""
LEAST = 0.01
"""Share of the highest rate that the last step is taken with."""
STEEPEST = 1.0
"""Length of a step's gradient beyond which it is shortened (Pascanu et al. 2013)."""

Told = Callable[[State, float], None]


def train(state: State, examples: Sequence[Example], options: Options, told: Told) -> Weights:
    """Trains on from a state; the running mean of the weights.

    Args:
        examples: with at least a word each.
        told: called after each epoch with the state and the mean loss of a word.
    """
    with ThreadPoolExecutor(THREADS) as pool:
        for epoch in range(state.epochs, options.epochs):
            order = np.random.default_rng([options.seed, epoch]).permutation(len(examples)).tolist()
            total = 0.0
            for at in range(0, len(order), options.batch):
                batch = [(number, examples[number]) for number in order[at : at + options.batch]]
                found = summed(state.weights, batch, options, epoch, pool)
                total += found.loss
                _advance(
                    state, found, sum(int(one.rows.lengths.sum()) for _, one in batch), options, len(order)
                )
            state.epochs = epoch + 1
            told(state, total / sum(int(one.rows.lengths.sum()) for one in examples))
    return state.average


def _advance(state: State, found: Sum, words: int, options: Options, examples: int) -> None:
    state.steps += 1
    tables = by_table(state.weights, found)
    every = [*found.dense.values(), *(gradient for _, gradient in tables.values())]
    shorter = np.float32(min(1.0, STEEPEST / max(_length(every) / words, 1e-9)) / words)
    rate = rate_at(state.steps, math.ceil(examples / options.batch) * options.epochs, options.rate)
    for name, array in state.weights.arrays():
        rows, gradient = tables.get(name) or (None, found.dense[name])
        table = array.reshape(-1, array.shape[-1]) if rows is not None else array
        known = state.moments[name]
        if rows is not None:
            known = type(known)(*(one.reshape(table.shape) for one in (known.mean, known.square)))
        decay = options.decay if array.ndim > 1 and not name.startswith("norm") else 0.0
        advance(table, gradient * shorter, known, steps=state.steps, rate=rate, decay=decay, rows=rows)
    follow(state, options.average)


def rate_at(step: int, steps: int, highest: float) -> float:
    """The learning rate of a step, from 1: rising, then falling as half a cosine."""
    warm = max(1, round(WARM * steps))
    if step <= warm:
        return highest * step / warm
    done = (step - warm) / max(1, steps - warm)
    return highest * (LEAST + (1 - LEAST) * (1 + math.cos(math.pi * done)) / 2)


def _length(arrays: Sequence[FloatArray]) -> float:
    return math.sqrt(sum(float(np.vdot(one, one)) for one in arrays))
