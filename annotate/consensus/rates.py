"""How each annotator errs, by attribute and answer, from all that a campaign has read more than once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from annotate.consensus.agreement.differences import OF_ONESELF
from annotate.consensus.agreement.model import Read
from annotate.consensus.agreement.variables import Variable, variables
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


def error_rates(read: Sequence[Read], scheme: Scheme) -> Mapping[str, Rates]:
    """By name, for every attribute and every choice about the article that two annotators made somewhere.

    What an annotator says of themselves, or in words, is theirs: nobody errs in it.
    """
    double = [one for one in read if len(one.readings) > 1]
    asked = {f"{label.name}.{one.name}" for label in scheme.labels for one in label.attributes}
    asked |= {one.name for one in shared_answers(scheme)}
    found = (_rates(one, double) for one in variables(double, scheme) if one.name in asked)
    return {one.name: one for one in found if one is not None}


def shared_answers(scheme: Scheme) -> list[Answer]:
    """The questions that have one true answer among a few, whoever is asked."""
    return [one for one in scheme.answers if one.control == "choice" and one.name not in OF_ONESELF]


def _rates(variable: Variable, read: Sequence[Read]) -> Rates | None:
    people = sorted({reading.annotator for one in read for reading in one.readings})
    place = {name: at for at, name in enumerate(people)}
    value = {name: at for at, name in enumerate(variable.values)}
    units = [unit for unit in _units(variable, read) if len(unit) > 1]
    if not units:
        return None
    chosen = np.zeros((len(units), len(people), len(value)))
    for at, unit in enumerate(units):
        for who, said in unit:
            chosen[at, place[who], value[said]] = 1
    found = dawid_skene(chosen)
    return Rates(
        variable.name,
        variable.values,
        tuple(found.prevalence.round(DIGITS).tolist()),
        {name: tuple(map(tuple, found.rates[at].round(DIGITS).tolist())) for name, at in place.items()},
    )


def _units(variable: Variable, read: Sequence[Read]) -> Iterator[list[tuple[str, str]]]:
    """Who chose which value, a list a unit; what is no value of the scheme is left out."""
    for one, rows in zip(read, variable.rows, strict=True):
        names = [reading.annotator for reading in one.readings]
        for row in rows:
            yield [(who, said) for who, said in zip(names, row, strict=True) if said in variable.values]
