"""What another group of annotators would have chosen, from how often two annotators differ.

The reading is itself one noisy draw, from the same population of groups as the next one. So what another
group does is worked out in two steps: from the reading back to what most annotators would say, and from
there to what a new group makes of it. Both steps err alike; what this group may have missed or put too high
is as likely as what the next one will.
"""

from __future__ import annotations

from math import comb, factorial

import numpy as np

from annotate.score.arrays import Floats

INVENTED_AGAIN = 0.3
"""The chance that another annotator makes up the same mark or link that is not there to most of them.

From the 107 readings of PolNeAR's 18 articles with five or six annotators, by a latent class model of how
many made each mark: 0.30 to 0.32 for assertions, sources and cues, 0.22 for having a source.
"""


def another_group(pairwise: Floats, readers: int) -> Floats:
    """(values, values): row by row what a group of `readers` chooses where one group's reading has this.

    With `pairwise` as D, a reader's own error is C with C @ C = D: what one saw and what another saw both
    stand half the way from what most see. D is first made reversible (two readers are interchangeable, so
    one-then-other is as frequent as other-then-one), which makes it symmetric in the right scale and its
    root unique. A group errs by majority, and ties come to the earlier value (`majority`). Bayes' rule then
    leads from the reading back, with the values' own frequencies for a prior.

    Args:
        pairwise: row by row what another reader chose where one chose this; values in the order in which
            a tie takes the first.
    """
    prior, root = _root(pairwise)
    group = np.array([majority(row, readers) for row in root])
    joint = prior[:, None] * group
    seen = joint.sum(axis=0)
    back = np.divide(joint, seen, out=np.eye(len(prior)), where=seen > 0).T
    back[seen <= 0] = np.eye(len(prior))[seen <= 0]
    return np.asarray(back @ group)


def majority(chances: Floats, readers: int) -> Floats:
    """(values,): each value's chance to win among `readers` who choose with `chances`; ties to the first.

    Exact: value v wins with c votes when none before it has as many and none after it more; those ways are
    counted by multiplying, for each value, the first terms of exp(p x), and times `readers` factorial.
    """
    out = np.zeros(len(chances))
    for winner in range(len(chances)):
        for votes in range(1, readers + 1):
            ways: Floats = np.zeros(readers + 1)
            ways[votes] = chances[winner] ** votes / factorial(votes)
            for other in range(len(chances)):
                if other != winner:
                    ways = _times(ways, float(chances[other]), votes - (other < winner))
            out[winner] += ways[readers]
    return out * factorial(readers)


def another_presence(rate: float, invented: float, readers: int, *, by_more_than_half: bool) -> float:
    """The chance that another group of `readers` lacks a mark or link that this group's reading has.

    A thing is either there, and each reader misses it with one chance, or is not, and one who made it up is
    followed by another with chance `INVENTED_AGAIN`. A group keeps what half of it drew, or more than half.
    For one reader this is `rate` whatever `invented` is; as many as are lost, so many are gained.

    Args:
        rate: how often another reader lacks what one drew.
        invented: the part of those cases in which it was not there to most.
    """
    wrong = invented * rate / (1 - INVENTED_AGAIN)
    missed = (1 - invented) * rate / max(1 - wrong, 1e-9)
    least = readers // 2 + 1 if by_more_than_half else (readers + 1) // 2
    there, absent = (1 - wrong) / max(1 - missed, 1e-9), wrong / INVENTED_AGAIN
    keep, follow = _at_least(least, readers, 1 - missed), _at_least(least, readers, INVENTED_AGAIN)
    kept = there * keep + absent * follow
    return (there * keep * (1 - keep) + absent * follow * (1 - follow)) / kept


def _root(pairwise: Floats) -> tuple[Floats, Floats]:
    """How frequent the values are, and what one reader makes of each."""
    prior: Floats = np.full(len(pairwise), 1 / len(pairwise))
    step: Floats = pairwise
    for _ in range(40):
        step = step @ step
    prior = prior @ step
    prior = np.maximum(prior / prior.sum(), 1e-12)
    joint = prior[:, None] * pairwise
    joint = (joint + joint.T) / 2
    prior = joint.sum(axis=1)
    scale = np.sqrt(prior)
    values, vectors = np.linalg.eigh(joint / scale[:, None] / scale[None, :])
    half = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    root = np.maximum(half * scale[None, :] / scale[:, None], 0)
    return prior, root / root.sum(axis=1, keepdims=True)


def _times(ways: Floats, chance: float, most: int) -> Floats:
    """`ways` by votes given so far, with a value more that gets `most` votes or fewer."""
    out = np.zeros(len(ways))
    for votes in range(most + 1):
        out[votes:] += ways[: len(ways) - votes] * (chance**votes / factorial(votes))
    return out


def _at_least(least: int, of: int, chance: float) -> float:
    return sum(comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(least, of + 1))
