"""How much each assertion counts."""

from __future__ import annotations

import numpy as np

from annotate.score.arrays import Floats
from annotate.score.plan import KINDS, Choices, Plan
from annotate.score.rubric import Rubric


def weights(plan: Plan, choices: Choices, rubric: Rubric) -> Floats:
    """(assertions, draws): each assertion's weight; a sentence's weight is shared by what it holds.

    A sentence with assertions weighs 1, with a central one 2, and its assertions share that by their
    length, central ones counted double. Common knowledge is left out up to a tenth of all weight; the
    excess counts as fact, and so does a claim the article rests on, whatever its kind.
    """
    share = rubric.share
    factor = np.where(choices.central, share["central"], 1.0)
    holds_central = (plan.lengths > 0).astype(float) @ choices.central.astype(float) > 0
    sentence = np.where(holds_central, share["central_sentence"], share["sentence"])
    weight: Floats = factor * (plan.lengths.T @ (sentence / (plan.lengths @ factor)))
    common = (choices.kind == KINDS.index("common")) & ~choices.central
    left_out = (weight * common).sum(axis=0)
    excess = 1 - share["common"] * weight.sum(axis=0) / np.maximum(left_out, 1e-12)
    return np.where(common, weight * np.maximum(excess, 0.0), weight) * choices.times
