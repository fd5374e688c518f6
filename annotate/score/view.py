"""What criteria and gates look at: assertions, and who is given for each, in every draw at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotate.score.arrays import Bools, Floats, Ints, firsts
from annotate.score.plan import KINDS, STANCES, Choices, Plan
from annotate.score.rubric import Rubric
from annotate.score.sources import Speakers, speakers
from annotate.score.weights import weights


@dataclass(frozen=True, eq=False)
class Given:
    """One row for each source that is given for an assertion in a draw; a speaker counts once.

    Attributes:
        claim: the assertion's row times the number of draws, plus the draw; sorted.
        speaker: the speaker's label. rank, strength, standing, voices: of the speaker, as in `Speakers`.
        factor: what halving left of its strength, 0 to 1.
    """

    claim: Ints
    speaker: Ints
    rank: Ints
    strength: Floats
    standing: Ints
    voices: Ints
    factor: Floats


@dataclass(frozen=True, eq=False)
class View:
    """A reading in all its draws. Arrays over assertions are (assertions, draws).

    `lending` says whether assertions joined by `same_claim` lend each other their sources.
    """

    plan: Plan
    choices: Choices
    rubric: Rubric
    speakers: Speakers
    weight: Floats
    lending: bool = True

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.plan.assertions), self.choices.draws

    @property
    def central(self) -> Bools:
        return self.choices.central

    @cached_property
    def given(self) -> Given:
        """Own sources and, one hop along `same_claim` where the kind is the same, those of the other."""
        return _given(self)

    # Over the sources of each assertion.

    def any(self, rows: Bools) -> Bools:
        """Whether some row of `given` that is True belongs to the assertion."""
        return self.count(rows) > 0

    def count(self, rows: Bools) -> Floats:
        return self.total(rows.astype(float))

    def total(self, values: Floats) -> Floats:
        size = self.shape[0] * self.shape[1]
        return np.asarray(np.bincount(self.given.claim, values, size).reshape(self.shape), float)

    def highest(self, values: Floats) -> Floats:
        """The greatest value among the assertion's rows; 0 without any."""
        return self._reduced(np.maximum, values, 0.0)

    def product(self, values: Floats) -> Floats:
        """The product over the assertion's rows; 1 without any."""
        return self._reduced(np.multiply, values, 1.0)

    def standings(self, rows: Bools) -> Ints:
        """The standings, as bits, of the assertion's rows that are True."""
        return self._reduced(np.bitwise_or, np.where(rows, self.given.standing, 0), 0)

    # Over the assertions of each draw.

    def mean(self, values: Floats, among: Bools | None = None) -> Floats:
        """The weighted mean a draw; nan where the assertions `among` weigh nothing."""
        weight = self.weight if among is None else self.weight * among
        total = weight.sum(axis=0)
        return np.where(total > 0, (weight * values).sum(axis=0) / np.where(total > 0, total, 1), np.nan)

    def speakers_that(self, rows: Bools) -> Bools:
        """(sources, draws): the speakers with a row that is True, for an assertion that weighs something."""
        given, (_, draws) = self.given, self.shape
        counted = rows & (self.weight.ravel()[given.claim] > 0)
        found = np.zeros((len(self.plan.sources), draws), bool)
        found[given.speaker[counted], given.claim[counted] % draws] = True
        return found

    # Descriptions of the rows of `given`.

    @cached_property
    def identifiable(self) -> Bools:
        return self.rubric.identifiable[self.given.rank]

    @cached_property
    def unnamed(self) -> Bools:
        return self.rubric.unnamed[self.given.rank]

    @cached_property
    def counts(self) -> Bools:
        """Rows that can corroborate: not vague, not bare, not of unknown identity."""
        return self.rubric.corroborating[self.given.rank]

    @cached_property
    def best(self) -> Floats:
        """What each assertion counts as sourced, by the best-described source given for it."""
        return self.highest(self.rubric.coverage[self.given.rank])

    @cached_property
    def held_position(self) -> Bools:
        """Positions that a party is given for; one without a source counts as a fact."""
        position: Bools = self.choices.kind == KINDS.index("position")
        return position & self.any(self.counts)

    @cached_property
    def _groups(self) -> tuple[Ints, Ints]:
        """The assertions that have rows, and where those begin."""
        starts = firsts(self.given.claim)
        return self.given.claim[starts], starts

    def _reduced(self, how: np.ufunc, values: NDArray[Any], empty: float) -> NDArray[Any]:
        out = np.full(self.shape[0] * self.shape[1], empty, values.dtype)
        claims, starts = self._groups
        if len(claims):
            out[claims] = how.reduceat(values, starts)
        return out.reshape(self.shape)


def view(plan: Plan, choices: Choices, rubric: Rubric) -> View:
    """The reading's plan in the draws of `choices`."""
    return View(plan, choices, rubric, speakers(plan, choices, rubric), weights(plan, choices, rubric))


def _given(seen: View) -> Given:
    """The rows of `given`, sorted by assertion, draw and speaker."""
    assertion, mark, alive, factor = _edges(seen)
    edge, draw = np.nonzero(alive)
    people, draws, many = seen.speakers, seen.choices.draws, max(len(seen.plan.sources), 1)
    key = (assertion[edge] * draws + draw) * many + people.label[mark[edge], draw]
    order = np.argsort(key, kind="stable")
    starts = firsts(key[order])
    keys = key[order[starts]]
    strongest = np.maximum.reduceat(factor[edge, draw][order], starts) if len(keys) else np.zeros(0)
    at = mark[edge[order[starts]]], draw[order[starts]]
    return Given(
        claim=keys // many,
        speaker=keys % many,
        rank=people.rank[at],
        strength=people.strength[at],
        standing=people.standing[at],
        voices=people.voices[at],
        factor=strongest,
    )


def _edges(seen: View) -> tuple[Ints, Ints, Bools, Floats]:
    """Assertion, SOURCE mark, presence and factor of each possible row, own ones before lent ones."""
    plan, choices = seen.plan, seen.choices
    assertion, mark = plan.attributed[:, 0], plan.attributed[:, 1]
    factor = _factors(seen, assertion, mark)
    if not seen.lending or not len(plan.same_claim):
        return assertion, mark, choices.attributed, factor
    both_ways = np.concatenate([plan.same_claim, plan.same_claim[:, ::-1]])
    joined = np.tile(choices.same_claim, (2, 1))
    joined &= choices.kind[both_ways[:, 0]] == choices.kind[both_ways[:, 1]]
    pairs = [
        (hop, edge)
        for hop, (_, lender) in enumerate(both_ways)
        for edge in np.flatnonzero(assertion == lender)
    ]
    hop, edge = np.array(pairs, np.int64).reshape(-1, 2).T
    return (
        np.concatenate([assertion, both_ways[hop, 0]]),
        np.concatenate([mark, mark[edge]]),
        np.concatenate([choices.attributed, choices.attributed[edge] & joined[hop]]),
        np.concatenate([factor, factor[edge]]),
    )


def _factors(seen: View, assertion: Ints, mark: Ints) -> Floats:
    """Halved where the cue is mental; halved where an unnamed source vouches for a mind or the future."""
    support, choices, plan = seen.rubric.support, seen.choices, seen.plan
    mental = np.zeros(seen.shape, bool)
    np.logical_or.at(mental, plan.cues, choices.stance == STANCES.index("mental"))
    on_mind = np.isin(choices.kind, [KINDS.index(kind) for kind in support["on_mind"]])
    unnamed = seen.rubric.unnamed[seen.speakers.rank[mark]]
    factor = np.where(mental[assertion], support["mental"], 1.0)
    return np.asarray(factor * np.where(unnamed & on_mind[assertion], support["unnamed_on_mind"], 1.0))
