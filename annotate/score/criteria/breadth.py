"""Breadth: how many identifiable voices does the article bring?"""

from __future__ import annotations

import numpy as np

from annotate.score.criteria.base import Measure
from annotate.score.view import View


def breadth(view: View) -> Measure:
    """How many distinct identifiable sources the article has: one gives nothing, five or more give all.

    Mentions of one speaker count once, and so does somebody reached through an identifiable conduit;
    what came through an unnamed one does not count.
    """
    count = view.speakers_that(view.identifiable).sum(axis=0)
    value = np.clip((count - 1) / (view.rubric.breadth["full_at"] - 1), 0.0, 1.0)

    def say() -> str:
        return f"{count[0]} distinct identifiable {'source' if count[0] == 1 else 'sources'}."

    return Measure(value, say)
