"""Array types of this room. The last axis of every array that a draw can change is the draw."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Array = TypeVar("Array", Ints, Floats)


def firsts(ordered: Ints) -> Ints:
    """The places in ordered values where another value begins."""
    new = np.ones(len(ordered), bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(new)


def over(values: Array, label: Ints, rows: Ints, how: np.ufunc, start: float = 0) -> Array:
    """Joins the rows of `values` that have one label, draw by draw; only `rows` share theirs with others.

    Args:
        values, label: (items, draws).
        how: such as `np.maximum`, which leaves every value as it is beside `start`.
    """
    out, draws = values.copy(), values.shape[1]
    at = label[rows] * draws + np.arange(draws)
    joined = np.full(values.size, start, values.dtype)
    how.at(joined, at.ravel(), values[rows].ravel())
    out[rows] = joined[at]
    return out


def spread(values: Array, links: Ints, alive: Bools, join: Callable[[Array, Array], Array]) -> Array:
    """Joins the rows of `values` along `links`, in both directions, until nothing changes.

    Args:
        values: (items, draws).
        links: (links, 2), rows of `values` that belong together.
        alive: (links, draws), where the link is there.
        join: elementwise, idempotent and associative, such as `np.maximum`.
    """
    out = values.copy()
    steps: list[tuple[int, int, Bools]] = [
        (int(one), int(other), alive[at]) for at, (one, other) in enumerate(links)
    ]
    joined = np.unique(links)
    while steps:
        before = out[joined]
        for one, other, there in (*steps, *reversed(steps)):
            both = join(out[one], out[other])
            out[one] = np.where(there, both, out[one])
            out[other] = np.where(there, both, out[other])
        if np.array_equal(before, out[joined]):
            break
    return out
