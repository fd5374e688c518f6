"""What is most likely true of a unit, and how each annotator errs, found together.

Source: A. P. Dawid & A. M. Skene, Maximum Likelihood Estimation of Observer Error-Rates Using the EM
Algorithm, Applied Statistics 28 (1979), 20-28, formulas 2.3 to 2.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PRIOR = 4.0
"""How many choices each row of error rates begins with; what is seen of an annotator soon outweighs them."""

RIGHT = 0.8
"""The share of those that are right."""

ENOUGH = 1e-7
MOST = 500


@dataclass(frozen=True)
class Estimate:
    """What the choices of several annotators come to.

    Attributes:
        posteriors: (units, values), the chance that a value is the true one; a row sums to 1.
        prevalence: (values,), how often each value is true.
        rates: (annotators, values, values), row by true value the chance of each choice.
    """

    posteriors: Floats
    prevalence: Floats
    rates: Floats


def dawid_skene(chosen: Floats, prior: float = PRIOR, times: Sequence[int] | None = None) -> Estimate:
    """Both by the EM algorithm, begun from the share of votes.

    The paper maximises the likelihood alone, which is `prior` 0: with few choices that makes whoever never
    erred on a value infallible on it. Here each row of error rates begins with `prior` choices, most of them
    right and the others spread evenly, and prevalence with one of each value (a maximum a posteriori
    estimate under Dirichlet priors); time and memory grow with units times annotators times values.

    Args:
        chosen: (units, annotators, values), how often each chose each value; nothing where one chose none.
        times: (units,), how many units there are like each; one of each where it is not given.
    """
    weight = np.ones(len(chosen)) if times is None else np.array(times, dtype=np.float64)
    votes = chosen.sum(axis=1)
    posteriors = votes / votes.sum(axis=1, keepdims=True)
    for _ in range(MOST):
        prevalence, rates = _maximised(chosen, posteriors * weight[:, None], prior)
        before, posteriors = posteriors, posterior(chosen, prevalence, rates)
        if np.abs(posteriors - before).max(initial=0) < ENOUGH:
            break
    return Estimate(posteriors, prevalence, rates)


def posterior(chosen: Floats, prevalence: Floats, rates: Floats) -> Floats:
    """(units, values): the chance of each value given what was chosen (formula 2.5).

    Args:
        chosen: as for `dawid_skene`.
    """
    with np.errstate(divide="ignore"):
        logs, before = np.log(rates), np.log(prevalence)
    # 0 times minus infinity: a choice nobody made must not count, however impossible it is.
    said = np.einsum("uav,atv->ut", chosen, np.where(np.isinf(logs), -1e9, logs)) + before
    likely = np.exp(said - said.max(axis=1, keepdims=True))
    return np.asarray(likely / likely.sum(axis=1, keepdims=True))


def begun(values: int, prior: float = PRIOR) -> Floats:
    """(values, values): the choices that each annotator's error rates begin with."""
    off = prior * (1 - RIGHT) / max(values - 1, 1)
    return np.where(np.eye(values) > 0, prior * RIGHT, off)


def _maximised(chosen: Floats, posteriors: Floats, prior: float) -> tuple[Floats, Floats]:
    """Prevalence and error rates given what is likely true, and how often (formulas 2.3 and 2.4)."""
    values = posteriors.shape[1]
    prevalence = posteriors.sum(axis=0) + (1.0 if prior else 0.0)
    counts = np.einsum("ut,uav->atv", posteriors, chosen) + begun(values, prior)
    whole = counts.sum(axis=2, keepdims=True)
    rates = np.divide(counts, whole, out=np.full_like(counts, 1 / values), where=whole > 0)
    return prevalence / prevalence.sum(), rates
