"""Coverage: does the text say who says so?"""

from __future__ import annotations

import numpy as np

from annotate.score.criteria.base import Measure
from annotate.score.view import View


def coverage(view: View) -> Measure:
    """How much of what the article asserts comes with a source.

    Each assertion counts by the best-described source given for it: in full where that is identifiable or
    a government or ministry speaking as such, and for unnamed ones in the measure in which the text says
    who they are and why they are not named. A vague holder ("analysts", "many") adds nothing.
    """
    best = view.best

    def say() -> str:
        given = view.any(np.ones(len(view.given.claim), bool))
        count, without = len(best), int((~given[:, 0]).sum())
        weak = int((given[:, 0] & (best[:, 0] < 1)).sum())
        return (
            f"Of {count} assertions {count - without} come with a source, {weak} of them with one that is "
            f"unnamed or vague and whose anonymity the text does not explain in full; for {without} no "
            "source is given in the text."
        )

    return Measure(view.mean(best), say, view.weight * (1 - best))
