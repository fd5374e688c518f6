"""Who each SOURCE mark stands for, once mentions of one speaker and chains of passing on are followed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotate.score.arrays import Bools, Floats, Ints, over, spread
from annotate.score.plan import IDENTITIES, REASONS, STANDINGS, Choices, Plan
from annotate.score.rubric import Rubric

UNCLEAR, INDEPENDENT, WITNESS = (
    1 << STANDINGS.index(name) >> 1 for name in ("unclear", "independent", "witness")
)
SIDES = tuple(1 << STANDINGS.index(name) >> 1 for name in ("side_1", "side_2", "side_3"))
"""Standings as bits, so that several can be held at once; 0 is a standing that nobody chose."""

_HIGH = 1000
"""Above every rank and strength."""


@dataclass(frozen=True, eq=False)
class Speakers:
    """Of each SOURCE mark in each draw; all arrays are (sources, draws).

    Attributes:
        label: the same number for all mentions of one speaker.
        own: rank of the speaker's fullest mention on the rubric's ladder.
        rank, strength: the lowest rank, and the lowest g, along the `via` chain that starts at the speaker.
        chosen: the standing the marks agree on, as one bit; 0 where nobody chose one.
        standing: the one that counts: 0 for unclear, vague and bare ones, and where marks disagree.
        voices: how many unnamed people speak: the stated number, but one for what came through a chain.
    """

    label: Ints
    own: Ints
    rank: Ints
    strength: Floats
    chosen: Ints
    standing: Ints
    voices: Ints


def speakers(plan: Plan, choices: Choices, rubric: Rubric) -> Speakers:
    """Follows `same_source` and `via`.

    A speaker takes the description of its fullest mention and the highest number stated. Its standing is
    the one all its marks agree on; where they disagree, also along a chain, it is unclear, so that no link
    can turn a side into an outsider.
    """
    here = np.arange(len(plan.sources)).reshape(-1, 1)
    label = spread(np.tile(here, choices.draws), plan.same_source, choices.same_source, np.minimum)
    joined = np.unique(plan.same_source)
    own = over(ranks(choices, rubric), label, joined, np.maximum)
    number = over(choices.number + 1, label, joined, np.maximum)
    bits = over(1 << choices.standing >> 1, label, joined, np.bitwise_or)
    rank, strength, held, passed_on = _through_chains(plan, choices, label, own, rubric.strength[own], bits)
    agreed = np.where(held & (held - 1), UNCLEAR, held)
    lone = ~rubric.corroborating[rank] | (agreed == UNCLEAR)
    return Speakers(
        label=label,
        own=own,
        rank=rank,
        strength=strength,
        chosen=agreed,
        standing=np.where(lone, 0, agreed),
        voices=np.where(rubric.described[rank] & ~passed_on, number, 1),
    )


def one_sided(standings: Ints) -> Bools:
    """Whether sets of standings (bits joined by or) hold no outsider and at most one side."""
    sides = sum((standings & side > 0).astype(np.int64) for side in SIDES)
    outsider = standings & (INDEPENDENT | WITNESS) > 0
    return np.asarray(~outsider & (sides <= 1))


def ranks(choices: Choices, rubric: Rubric) -> Ints:
    """(sources, draws): how each mention alone describes its speaker, as a rank on the rubric's ladder."""
    table = np.zeros((len(IDENTITIES), len(REASONS)), np.int64)
    for row, identity in enumerate(IDENTITIES):
        for column, reason in enumerate(REASONS):
            table[row, column] = rubric.rank.get((identity, reason), rubric.rank.get((identity, ""), 0))
    return np.asarray(table[choices.identity, choices.reason])


def _through_chains(
    plan: Plan, choices: Choices, label: Ints, rank: Ints, strength: Floats, held: Ints
) -> tuple[Ints, Floats, Ints, Bools]:
    """Lowest rank and strength, all standings, and whether anybody passed it on, along each chain."""
    passed, joined = np.zeros(rank.shape, np.int64), np.unique(plan.same_source)
    while len(plan.via):
        before = rank, strength, held, passed
        rank, strength, held, passed = (rank.copy(), strength.copy(), held.copy(), passed.copy())
        for at, (start, end) in enumerate(plan.via):
            there = choices.via[at]
            rank[start] = np.where(there, np.minimum(rank[start], rank[end]), rank[start])
            strength[start] = np.where(there, np.minimum(strength[start], strength[end]), strength[start])
            held[start] = np.where(there, held[start] | held[end], held[start])
            passed[start] |= there
        rank = over(rank, label, joined, np.minimum, _HIGH)
        strength = over(strength, label, joined, np.minimum, _HIGH)
        held = over(held, label, joined, np.bitwise_or)
        passed = over(passed, label, joined, np.bitwise_or)
        after = rank, strength, held, passed
        if all(np.array_equal(old, new) for old, new in zip(before, after, strict=True)):
            break
    return rank, strength, held, passed > 0
