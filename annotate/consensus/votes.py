"""What several choices come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotate.consensus.rates import Rates
from annotate.scheme.order import LOWEST_FIRST

FROM = 4
"""Annotators of an article from whom on it counts how each of them errs, and not only how many say what."""

DIGITS = 6
"""Chances that differ by less are a tie."""

Vote = tuple[str, str]
"""An annotator's slug and the value chosen."""


def decided(attribute: str, votes: Sequence[Vote], rates: Rates | None) -> str:
    """Of the values that somebody chose the one with most votes, or with `rates` the likeliest.

    A tie takes the value that scores lower; values that `LOWEST_FIRST` does not know (a team's own) come
    after those it does, by their spelling.
    """
    said = {value for _, value in votes}
    if len(said) == 1:
        return said.pop()
    weights = weighed(votes, rates)
    order = LOWEST_FIRST.get(attribute, ())
    return min(
        said, key=lambda v: (-round(weights[v], DIGITS), order.index(v) if v in order else len(order), v)
    )


def weighed(votes: Sequence[Vote], rates: Rates | None) -> Mapping[str, float]:
    """Each value's chance of being true by the annotators' error rates; without these its share of votes.

    The shares it is, too, where somebody chose what `rates` know nothing of.
    """
    said = [value for _, value in votes]
    if rates is not None and set(said) <= set(rates.values):
        return rates.posterior(votes)
    return {value: said.count(value) / len(said) for value in dict.fromkeys(said)}
