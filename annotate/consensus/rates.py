"""How each annotator errs, by attribute and answer, from all that a campaign has read more than once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from annotate.consensus.agreement.differences import OF_ONESELF
from annotate.consensus.ballots import Ballots
from annotate.consensus.dawid_skene import Floats, dawid_skene, posterior
from annotate.scheme import Answer, Scheme

Rows = tuple[tuple[float, ...], ...]

DIGITS = 4
"""Of a rate: more would say more than a campaign knows."""


@dataclass(frozen=True)
class Rates:
    """Error rates for one attribute (`SOURCE.identity`) or answer (`genre`).

    Attributes:
        values: all there are, in the scheme's order.
        prevalence: how often each is true.
        annotators: slug to rows by true value, columns by the value chosen; each row sums to 1.
    """

    name: str
    values: tuple[str, ...]
    prevalence: tuple[float, ...]
    annotators: Mapping[str, Rows]

    @cached_property
    def _mean(self) -> Floats:
        """What is taken for an annotator of whom nothing is known."""
        return np.asarray(np.mean([np.array(rows) for rows in self.annotators.values()], axis=0))

    def posterior(self, votes: Sequence[tuple[str, str]]) -> Mapping[str, float]:
        """The chance of each value, given who chose which; a choice that is no value counts nothing."""
        rates = [np.array(self.annotators[who]) if who in self.annotators else self._mean for who, _ in votes]
        chosen = np.array([[[value == one for value in self.values] for _, one in votes]], dtype=np.float64)
        (found,) = posterior(chosen, np.array(self.prevalence), np.array(rates))
        return dict(zip(self.values, found.tolist(), strict=True))


def error_rates(ballots: Ballots, scheme: Scheme) -> Mapping[str, Rates]:
    """By name, for every attribute and every choice about the article that two annotators made somewhere.

    What an annotator says of themselves, or in words, is theirs: nobody errs in it.
    """
    asked = {f"{label.name}.{one.name}" for label in scheme.labels for one in label.attributes}
    asked |= {one.name for one in shared_answers(scheme)}
    return {name: _rates(name, ballots) for name, units in ballots.units.items() if name in asked and units}


def shared_answers(scheme: Scheme) -> list[Answer]:
    """The questions that have one true answer among a few, whoever is asked."""
    return [one for one in scheme.answers if one.control == "choice" and one.name not in OF_ONESELF]


def _rates(name: str, ballots: Ballots) -> Rates:
    """Whoever chose alike of several things is looked at once, so that time and memory stay small."""
    values, units = ballots.values[name], sorted(ballots.units[name])
    place = {who: at for at, who in enumerate(sorted(ballots.annotators))}
    value = {one: at for at, one in enumerate(values)}
    chosen = np.zeros((len(units), len(place), len(value)))
    for at, unit in enumerate(units):
        for who, said in unit:
            chosen[at, place[who], value[said]] = 1
    found = dawid_skene(chosen, times=[ballots.units[name][unit] for unit in units])
    return Rates(
        name,
        values,
        tuple(found.prevalence.round(DIGITS).tolist()),
        {who: tuple(map(tuple, found.rates[at].round(DIGITS).tolist())) for who, at in place.items()},
    )
