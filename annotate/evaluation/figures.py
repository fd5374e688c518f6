"""Precision, recall and F1 with their intervals, from counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotate.consensus.agreement.statistic import Floats, Statistic, estimate
from annotate.evaluation.matching import Counts


@dataclass(frozen=True)
class Figures:
    """How right the machine is; the intervals cover 90 % of resamples of the articles.

    `gold` and `machine` count units of each side.
    """

    precision: Statistic
    recall: Statistic
    f1: Statistic
    gold: int
    machine: int


def figures(rows: Sequence[Counts]) -> Figures:
    """From the counts of each article; where nothing is right, or nothing there, all three are 0."""
    parts = np.array(rows, dtype=np.float64).reshape(len(rows), 4)
    machine, gold = (int(parts[:, column].sum()) for column in (1, 3))
    return Figures(
        estimate(parts, lambda sums: _share(sums[..., 0], sums[..., 1]), machine),
        estimate(parts, lambda sums: _share(sums[..., 2], sums[..., 3]), gold),
        estimate(parts, f1_of, machine + gold),
        gold,
        machine,
    )


def accuracy(rows: Sequence[tuple[int, int]]) -> Statistic:
    """The share that is right, from each article's (right, all); no value where there are none."""
    parts = np.array(rows, dtype=np.float64).reshape(len(rows), 2)
    return estimate(parts, _ratio, int(parts[:, 1].sum()))


def macro_f1(pairs: Mapping[tuple[str, str], int]) -> float | None:
    """The mean F1 over the values that gold has, from how often (gold, machine) met."""
    values = {gold for gold, _ in pairs}
    if not values:
        return None
    scores = []
    for value in values:
        right = pairs.get((value, value), 0)
        of_both = sum(n for pair, n in pairs.items() for side in pair if side == value)
        scores.append(2 * right / of_both)
    return sum(scores) / len(scores)


def _share(right: Floats, of: Floats) -> Floats:
    return np.divide(right, of, out=np.zeros_like(right), where=of > 0)


def _ratio(sums: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums[..., 0] / sums[..., 1])


def f1_of(sums: Floats) -> Floats:
    """F1 of counts (…, 4); where nothing is right, or nothing there, 0."""
    precision, recall = _share(sums[..., 0], sums[..., 1]), _share(sums[..., 2], sums[..., 3])
    return _share(2 * precision * recall, precision + recall)
