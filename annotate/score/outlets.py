"""How well sourced an outlet's articles are on the whole: their mean, shrunk towards the corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from annotate.score.arrays import Floats

LEAST = 10
"""From so many scored articles on an outlet has a figure; below that it has a list."""
LEVEL = 0.90
_WIDEST = 50.0
"""Points: no spread between outlets is greater, since scores lie between 0 and 100."""
_STEPS = 200
_ROUNDING = 1 / 12
"""The variance of a whole number about what it was rounded from: no spread is taken for smaller."""


@dataclass(frozen=True)
class Level:
    """Where the long run of an outlet's articles lies, in points from 0 to 100.

    Attributes:
        value: the shrunken mean; low, high: ends of its 90 % interval.
        mean: the plain mean of the outlet's `articles` scores.
        corpus: what it was shrunk towards: the mean over all `outlets`.
        weight: how much the outlet's own mean counts in `value`, 0 to 1; the rest is the corpus's.
    """

    value: float
    low: float
    high: float
    mean: float
    articles: int
    corpus: float
    outlets: int
    weight: float


def level(outlet: str, scores: Mapping[str, Sequence[float]]) -> Level | None:
    """An outlet's level among `scores`, outlet to the scores of its articles; None below `LEAST` of them.

    A normal model with two levels: an article's score lies about its outlet's level, the level about the
    corpus's mean. How far articles differ within an outlet is pooled over outlets. How far outlets differ is
    not fixed at one estimate but averaged over what the scores allow, all spreads being as likely before
    (Gelman et al., Bayesian Data Analysis, 3rd ed., 2013, 5.4), since with few outlets one estimate makes
    intervals too narrow. An outlet alone is shrunk towards nothing.
    """
    if len(scores.get(outlet, ())) < LEAST:
        return None
    names = [name for name, own in scores.items() if len(own)]
    at = names.index(outlet)
    counts = np.array([len(scores[name]) for name in names], float)
    means = np.array([np.mean(scores[name]) for name in names])
    noise = _within([np.asarray(scores[name], float) for name in names]) / counts
    spread = np.linspace(0.0, _WIDEST, _STEPS + 1)[:, None] ** 2
    total = noise + spread
    precision = (1 / total).sum(axis=1)
    centre = (means / total).sum(axis=1) / precision
    chance = _chance(means, total, centre, precision)
    pull = noise[at] / total[:, at]
    where = (1 - pull) * means[at] + pull * centre
    scatter = np.sqrt((1 - pull) * noise[at] + pull**2 / precision)
    low, high = (_quantile(chance, where, scatter, tail) for tail in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Level(
        value=float(chance @ where),
        low=max(low, 0.0),
        high=min(high, 100.0),
        mean=float(means[at]),
        articles=int(counts[at]),
        corpus=float(chance @ centre),
        outlets=len(names),
        weight=float(chance @ (1 - pull)),
    )


def _within(groups: Sequence[Floats]) -> float:
    """The variance of articles about their outlet's mean, pooled."""
    squares = sum(float(((group - group.mean()) ** 2).sum()) for group in groups)
    return max(squares / sum(len(group) - 1 for group in groups), _ROUNDING)


def _chance(means: Floats, total: Floats, centre: Floats, precision: Floats) -> Floats:
    """How likely each spread between outlets is, given the outlets' means; adds up to 1."""
    misfit = ((means - centre[:, None]) ** 2 / total).sum(axis=1)
    logs = -0.5 * (np.log(total).sum(axis=1) + misfit + np.log(precision))
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def _quantile(chance: Floats, where: Floats, scatter: Floats, tail: float) -> float:
    """The point below which `tail` of the mixture of normals lies, to a hundredth."""
    parts = [
        (float(c), NormalDist(float(m), float(s))) for c, m, s in zip(chance, where, scatter, strict=True)
    ]
    parts = [part for part in parts if part[0] > 1e-9]
    low, high = -1000.0, 1100.0
    while high - low > 0.005:
        middle = (low + high) / 2
        below = sum(share * normal.cdf(middle) for share, normal in parts)
        low, high = (middle, high) if below < tail else (low, middle)
    return (low + high) / 2
