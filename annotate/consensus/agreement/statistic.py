"""A statistic with its interval, resampled over articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DRAWS = 1000
SEED = 20040101
COVERED = 0.90
LEAST_ARTICLES = 5
"""Below as many articles, resampling them says nothing, and there is no interval."""

_AT_ONCE = 2_000_000
"""How many numbers a block of draws may hold, so that memory stays bounded."""


@dataclass(frozen=True)
class Statistic:
    """A figure, the interval that covers 90 % of its resamples, and how much went into it.

    Attributes:
        value: None where nothing was compared, or nothing varied.
        low, high: None where the value is, and below five articles.
        n: what was compared; each statistic says what it counts.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


def estimate(parts: Floats, of: Callable[[Floats], Floats], n: int) -> Statistic:
    """`of` the sum of `parts`, and its interval by drawing articles with replacement.

    The percentile bootstrap (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13), its seed
    fixed, its interval widened where needed to hold the value. Articles that say nothing are no draws.

    Args:
        parts: (articles, k), what each article adds to each sum.
        of: from sums (…, k) to values (…), not a number where they have none.
    """
    telling = _telling(parts)
    value = float(of(telling.sum(axis=0)))
    if np.isnan(value):
        return Statistic(None, None, None, n)
    if len(telling) < LEAST_ARTICLES:
        return Statistic(value, None, None, n)
    resampled = _resampled(telling, of)
    resampled = resampled[~np.isnan(resampled)]
    if 2 * len(resampled) < DRAWS:
        return Statistic(value, None, None, n)
    low, high = np.quantile(resampled, [(1 - COVERED) / 2, (1 + COVERED) / 2])
    return Statistic(value, min(value, float(low)), max(value, float(high)), n)


def share_above(parts: Floats, of: Callable[[Floats], Floats]) -> float | None:
    """The share of those resamples in which `of` is above nothing; None where there are too few articles."""
    telling = _telling(parts)
    if len(telling) < LEAST_ARTICLES:
        return None
    return float(np.mean(_resampled(telling, of) > 0))


def _telling(parts: Floats) -> Floats:
    return parts[np.any(parts != 0, axis=1)]


def _resampled(parts: Floats, of: Callable[[Floats], Floats]) -> Floats:
    step = max(1, _AT_ONCE // max(parts.shape))
    drawn = _draws(len(parts))
    return np.concatenate([of(drawn[at : at + step] @ parts) for at in range(0, DRAWS, step)])


def share(parts: Sequence[tuple[int, int]]) -> Statistic:
    """How much of something is so: an article a pair, of how many it is so and how many there are."""
    sums = np.array(parts, float).reshape(-1, 2)
    return estimate(sums, _ratio, int(sums[:, 1].sum()))


def _ratio(sums: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums[..., 0] / sums[..., 1])


@lru_cache(maxsize=4)
def _draws(articles: int) -> Floats:
    """(draws, articles): how often each article is in each resample."""
    chances = np.full(articles, 1 / articles)
    return np.random.default_rng(SEED).multinomial(articles, chances, size=DRAWS).astype(np.float64)


def f1(sums: Floats) -> Floats:
    """F1 of sums (…, 2): what was matched, and what both had; twice the first over the second."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(2 * sums[..., 0] / sums[..., 1])
