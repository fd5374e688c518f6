"""What this group of annotators may have missed: links that another group might draw where this drew none.

Nobody knows what was missed. It is taken to look like what was found: each stand-in is modelled on a mark or
link of the reading itself, and as many are expected to be gained as lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from annotate.score.arrays import Bools, Floats, Ints
from annotate.score.plan import Plan


@dataclass(frozen=True, eq=False)
class Wider:
    """A plan with room for what may be gained.

    Attributes:
        plan: of each kind of link those of the reading first, then the stand-ins; of attributed_to there is
            one stand-in an assertion, in order, or none where the article has no sources.
        copied: for each source beyond those of the reading, the row that it is modelled on.
    """

    plan: Plan
    copied: Ints


def widened(plan: Plan, label: Ints, random: np.random.Generator) -> Wider:
    """Room for one more source an assertion, and for one more link of each type beside each that there is.

    A source that is mentioned once is modelled as another such speaker, one that is mentioned again as a
    further attribution to the same one.

    Args:
        label: (sources,), the same number for all mentions of one speaker.
    """
    claims, people = len(plan.assertions), len(plan.sources)
    model = random.integers(0, people, claims) if people else np.zeros(0, np.int64)
    lone = np.bincount(label, minlength=people)[label[model]] == 1 if people else np.zeros(0, bool)
    given = np.where(lone, people + np.cumsum(lone) - 1, model)
    copied = model[lone]
    more = np.column_stack([np.arange(len(given)), given]).astype(np.int64)
    central = np.array([mark.get("weight") == "central" for mark in plan.assertions], bool)
    described = np.array([f"{mark.get('identity')} {mark.get('standing')}" for mark in plan.sources], str)
    return Wider(
        replace(
            plan,
            sources=(*plan.sources, *(plan.sources[row] for row in copied)),
            attributed=np.concatenate([plan.attributed, more]),
            same_source=_with(plan.same_source, _pairs(described[:, None] == described, label), random),
            via=_with(plan.via, _pairs(np.ones((people, people), bool), label), random),
            same_claim=_with(plan.same_claim, _pairs(central[:, None] | central), random),
            responds=_with(plan.responds, _pairs(np.tile(central, (claims, 1))), random),
        ),
        copied,
    )


def gains(plan: Plan, wider: Plan, lost: float) -> Floats:
    """(stand-ins of attributed_to,): the chance that another group gives the assertion a source, or one more.

    With n assertions that have one, m that have none and a chance of `lost` that another group lacks one
    that is there, n lost / (m + n lost) of the m are expected to be such cases: Bayes' rule with the
    article's own share of sourced assertions for a prior. The same for a second source.
    """
    if not len(wider.attributed) > len(plan.attributed):
        return np.zeros(0)
    count = np.bincount(plan.attributed[:, 0], minlength=len(plan.assertions))
    some, none = int((count > 0).sum()), int((count == 0).sum())
    first, second = _part(some * lost, none), _part((len(plan.attributed) - some) * lost, some)
    return np.where(count == 0, first, second)


def _part(expected: float, among: int) -> float:
    return expected / (among + expected) if among + expected > 0 else 0.0


def _pairs(fit: Bools, label: Ints | None = None) -> Ints:
    """(n, 2): the places where `fit` holds, save between what is one already."""
    fit = fit & ~np.eye(len(fit), dtype=bool)
    if label is not None:
        fit = fit & (label[:, None] != label)
    return np.argwhere(fit)


def _with(links: Ints, pairs: Ints, random: np.random.Generator) -> Ints:
    """The links, and beside them as many of `pairs`, where there are any."""
    if not len(links) or not len(pairs):
        return links
    return np.concatenate([links, pairs[random.integers(0, len(pairs), len(links))]])
