"""AdamW (Loshchilov and Hutter 2019); of tables only the rows that were looked up take a step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotate.detect.model.weights import FloatArray

FIRST, SECOND, TINY = 0.9, 0.98, np.float32(1e-8)


@dataclass
class Moments:
    """Running means of an array's gradient and of its square."""

    mean: FloatArray
    square: FloatArray


def moments(array: FloatArray) -> Moments:
    """Those of an array that no step was taken with."""
    return Moments(np.zeros_like(array), np.zeros_like(array))


def advance(
    array: FloatArray,
    gradient: FloatArray,
    known: Moments,
    *,
    steps: int,
    rate: float,
    decay: float,
    rows: NDArray[np.int64] | None = None,
) -> None:
    """Takes a step in place, the `steps`-th from 1; with `rows` of those alone, of which `gradient` is."""
    at = slice(None) if rows is None else rows
    mean = FIRST * known.mean[at] + (1 - FIRST) * gradient
    square = SECOND * known.square[at] + (1 - SECOND) * gradient * gradient
    known.mean[at], known.square[at] = mean, square
    step = mean / (1 - FIRST**steps)
    step /= np.sqrt(square / (1 - SECOND**steps)) + TINY
    if decay:
        step += decay * array[at]
    array[at] -= (rate * step).astype(np.float32)
