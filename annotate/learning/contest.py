"""Whether a new model is better than the one in force, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from annotate.consensus.agreement.statistic import Floats, Statistic, estimate, share_above
from annotate.detect.model.tags import LABELS
from annotate.evaluation.compared import Compared
from annotate.evaluation.figures import f1_of
from annotate.evaluation.matching import MATCH, Counts, counts

SURE = 0.9
"""Share of resamples in which a model must be ahead to replace another; a tie keeps the old one."""

Scores = Mapping[str, float]
"""Label to exact F1 on the articles held back, 0 to 1."""
Row = Mapping[str, Counts]
"""What is right of one article, by label."""


@dataclass(frozen=True)
class Contest:
    """Two models on the same articles.

    Attributes:
        before, after: of the one in force, and of the new one.
        ahead: by how much the new one's mean is higher, 0 to 1, and the interval of 90 % of resamples of the
            articles, each drawn with both models' marks; none where fewer than five say anything.
        sure: share of these resamples in which the new one's mean is higher; None where there are none.
    """

    before: Scores
    after: Scores
    ahead: Statistic
    sure: float | None

    @property
    def won(self) -> bool:
        """Whether the new one is better, and sure to be."""
        return self.sure is not None and self.sure >= SURE

    def to_json(self) -> dict[str, Any]:
        """For a card."""
        ahead = {"value": self.ahead.value, "low": self.ahead.low, "high": self.ahead.high}
        return {"before": dict(self.before), "after": dict(self.after), "ahead": ahead, "sure": self.sure}


def contest(before: Sequence[Row], after: Sequence[Row]) -> Contest:
    """Holds two models against each other; both sequences are of the same articles in the same order."""
    parts = np.array([[_flat(old), _flat(new)] for old, new in zip(before, after, strict=True)], np.float64)
    parts = parts.reshape(len(before), -1)
    return Contest(
        _scores(before), _scores(after), estimate(parts, _ahead, len(before)), share_above(parts, _ahead)
    )


def rows(compared: Sequence[Compared]) -> list[Row]:
    """What is right of each article, edges and all."""
    same = MATCH["exact"]
    return [
        {label: counts(one.gold.pieces(label), one.machine.pieces(label), same) for label in LABELS}
        for one in compared
    ]


def mean(of: Scores) -> float:
    """What two models are compared by: every label counts alike."""
    return sum(of.values()) / len(of)


def _flat(row: Row) -> list[Counts]:
    return [row[label] for label in LABELS]


def _scores(found: Sequence[Row]) -> Scores:
    sums = np.array([_flat(row) for row in found], np.float64).sum(axis=0)
    return dict(zip(LABELS, f1_of(sums).tolist(), strict=True))


def _ahead(sums: Floats) -> Floats:
    """From sums (…, 2 · labels · 4) the difference of the mean F1 of the two."""
    of = f1_of(sums.reshape(*sums.shape[:-1], 2, len(LABELS), 4)).mean(axis=-1)
    return np.asarray(of[..., 1] - of[..., 0])
