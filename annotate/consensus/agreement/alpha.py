"""Krippendorff's alpha for values chosen for the same units.

Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), also Content Analysis (2004),
ch. 11: any number of annotators, missing values allowed, nominal and ordinal metrics.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, combinations, repeat
from math import prod

import numpy as np
from numpy.typing import NDArray

from annotate.consensus.agreement.statistic import Floats

Codes = NDArray[np.int64]

MISSING = -1


def coded(units: Sequence[Sequence[str | None]], values: Sequence[str]) -> Codes:
    """(units, annotators): each choice as its place in `values`; what is None or unknown is missing."""
    place: Mapping[str | None, int] = {value: at for at, value in enumerate(values)}
    width = len(units[0]) if units else 0
    flat = map(place.get, chain.from_iterable(units), repeat(MISSING))
    return np.fromiter(flat, dtype=np.int64, count=len(units) * width).reshape(len(units), width)


def coincidences(codes: Codes, values: int, sizes: Sequence[int] | None = None) -> Floats:
    """(articles, values, values): the coincidence matrix that each article adds.

    Each ordered pair of choices for one unit counts 1 / (m - 1), m being how many chose a value there; a
    unit that one annotator alone valued counts nothing.

    Args:
        codes: (units, annotators), places of values, `MISSING` where there is none; article by article.
        sizes: how many units each article has; one article has all where it is not given.
    """
    units, readers = codes.shape
    by_reader = np.ascontiguousarray(codes.T) - MISSING  # 0 is missing now
    others = np.maximum((by_reader > 0).sum(axis=0) - 1, 0)
    article = np.repeat(np.arange(1 if sizes is None else len(sizes)), units if sizes is None else sizes)
    shape = (1 if sizes is None else len(sizes), readers, values + 1, values + 1)
    start = (article * readers + others) * (values + 1)
    tally = np.zeros(prod(shape), dtype=np.int64)
    for one, other in combinations(by_reader, 2):
        tally += np.bincount((start + one) * (values + 1) + other, minlength=len(tally))
    by_others = tally.reshape(shape)[:, 1:, 1:, 1:]
    matrix = np.tensordot(by_others, 1 / np.arange(1, max(readers, 1)), axes=(1, 0))
    return np.asarray(matrix + matrix.swapaxes(1, 2))


def nominal(matrix: Floats) -> Floats:
    """Alpha of coincidence matrices (…, values, values): two values differ or do not.

    Not a number where nothing was compared or all chose one value: without variation there is nothing to
    be reliable about.
    """
    totals = matrix.sum(axis=-1)
    n = totals.sum(axis=-1)
    observed = n - np.trace(matrix, axis1=-2, axis2=-1)
    expected = n**2 - (totals**2).sum(axis=-1)
    return _alpha(n, observed, expected)


def ordinal(matrix: Floats) -> Floats:
    """Alpha of coincidence matrices (…, values, values) whose values are in their order.

    Two values differ by the square of how many choices lie between them, each end counted half.
    """
    totals = matrix.sum(axis=-1)
    place = np.cumsum(totals, axis=-1) - totals / 2
    apart = (place[..., :, None] - place[..., None, :]) ** 2
    observed = (matrix * apart).sum(axis=(-2, -1))
    expected = (totals[..., :, None] * totals[..., None, :] * apart).sum(axis=(-2, -1))
    return _alpha(totals.sum(axis=-1), observed, expected)


def against_rest(matrix: Floats, value: int) -> Floats:
    """(…, 2, 2): the coincidences of one value against all others, for its own alpha."""
    same, row = matrix[..., value, value], matrix[..., value, :].sum(axis=-1)
    rest = matrix.sum(axis=(-2, -1)) - 2 * row + same
    return np.stack([np.stack([same, row - same], -1), np.stack([row - same, rest], -1)], -2)


def _alpha(n: Floats, observed: Floats, expected: Floats) -> Floats:
    # Sums of thirds and the like are not exact; what is this small is no variation.
    with np.errstate(divide="ignore", invalid="ignore"):
        value = 1 - (n - 1) * observed / expected
    return np.where(expected > 1e-9, value, np.nan)
