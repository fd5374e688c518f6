"""Strength: how much do the sources given for an assertion carry?"""

from __future__ import annotations

import numpy as np

from annotate.core.percent import percent
from annotate.score.arrays import Floats
from annotate.score.criteria.base import Measure
from annotate.score.plan import KINDS
from annotate.score.sources import one_sided
from annotate.score.view import View


def strength(view: View) -> Measure:
    """How well the sources given for each assertion support it, taken together.

    Sources add up as independent chances would: 1 minus the product of what each leaves open. What
    unnamed ones carry together is capped, a little higher where two or three have a specific reason for
    anonymity; what one side alone carries is capped too, unless the assertion is that side's own position.
    An unnamed source for somebody's motive or for the future counts half, and so does what a source only
    believes.
    """
    value = support(view)

    def say() -> str:
        well, weakly = int((value[:, 0] >= 0.7).sum()), int((value[:, 0] < 0.3).sum())
        return (
            f"On average the sources given carry {percent(view.mean(value)[0])} of what they could: "
            f"{well} of {len(value)} assertions are well supported, {weakly} hardly or not at all."
        )

    return Measure(view.mean(value), say, view.weight * (1 - value))


def support(view: View) -> Floats:
    """(assertions, draws): s, 0 to 1."""
    rules, voice = view.rubric.support, _voices(view)
    described = view.rubric.described[view.given.rank]
    bare = view.unnamed & ~described
    unnamed = 1 - view.product(1 - voice * described) * (1 - view.highest(voice * bare))
    together = np.minimum(unnamed, _cap(view, view.total(_reasoned(view))))
    value = 1 - (1 - together) * view.product(1 - voice * ~view.unnamed)
    position = view.choices.kind == KINDS.index("position")
    capped = one_sided(view.standings(np.ones(len(voice), bool))) & ~position
    return np.where(capped, np.minimum(value, rules["one_sided_cap"]), value)


def _voices(view: View) -> Floats:
    """What each row of `given` carries alone: as often as people speak, capped if unnamed, then halved."""
    given = view.given
    alone = 1 - (1 - given.strength) ** given.voices
    capped = np.where(view.unnamed, np.minimum(alone, _cap(view, _reasoned(view))), alone)
    return np.asarray(capped * given.factor)


def _reasoned(view: View) -> Floats:
    """How many people with a specific reason for anonymity each row of `given` stands for."""
    specific = view.given.rank == view.rubric.rank["unnamed_described", "specific"]
    return np.asarray(view.given.voices * specific, float)


def _cap(view: View, reasoned: Floats) -> Floats:
    """What unnamed sources carry together at most, by how many of them have a specific reason."""
    rules = view.rubric.support
    return np.where(
        reasoned >= 3,
        rules["unnamed_cap_three"],
        np.where(reasoned >= 2, rules["unnamed_cap_two"], rules["unnamed_cap"]),
    )
