"""How improbable a model finds what people marked, and which way its scores should move."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from annotate.detect.model.crf import Chains, posterior
from annotate.detect.model.weights import FloatArray


def loss(
    scores: FloatArray, step: FloatArray, laid: Chains, tags: NDArray[np.int8]
) -> tuple[float, FloatArray, FloatArray]:
    """The negative log-likelihood of an article's tags, and its derivatives by scores and by steps.

    Args:
        scores: (rows, tags) of the article.
        tags: what people marked, one a row; those of separators are not read.
    """
    within = np.arange(len(laid.rows))[:, None] < laid.lengths
    gold = np.eye(len(step), dtype=np.float32)[tags[laid.rows]] * within[:, :, None]
    here = scores[laid.rows]
    known = posterior(here, step, laid)
    pairs = _pairs(gold[:-1] * within[1:, :, None], gold[1:])
    reached = known.likely[1:] * known.behind[1:] * within[1:, :, None]
    expected = _pairs(known.ahead[:-1], reached) * known.step
    off = (known.tags - gold) * within[:, :, None]
    d_scores = np.zeros_like(scores)
    d_scores[laid.rows[within]] = off[within]
    likely = float((gold * here).sum(dtype=np.float64) + (pairs * step).sum(dtype=np.float64))
    return float(known.log_total.sum()) - likely, d_scores, expected - pairs


def _pairs(one: FloatArray, other: FloatArray) -> FloatArray:
    """(tags, tags): the products of each with the next, summed over all words of all paragraphs."""
    return one.reshape(-1, one.shape[-1]).T @ other.reshape(-1, other.shape[-1])
