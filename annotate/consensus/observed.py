"""What another annotator chose where this one chose so, counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations

from annotate.consensus.agreement import pairs
from annotate.consensus.ballots import Ballots, Unit
from annotate.scheme import Scheme

Counts = Mapping[str, Mapping[str, float]]
"""Value chosen to value that another annotator chose of the same unit to how often."""


@dataclass(frozen=True)
class Observed:
    """How the annotators of some articles differ.

    Attributes:
        articles: that at least two have read.
        choices: by attribute (`SOURCE.identity`) and answer. Of a unit that m annotators valued, each
            ordered pair counts 1 / (m - 1), so that a row sums to how often its value was chosen.
        links: type to the links between marks that another annotator made too, and those of them that the
            other drew as well. Of attributed_to: the sources given for assertions that the other marked too,
            and how many of those the other gave as well; a source that was not marked was not given.
        marks: label to the marks, and those on whose characters another annotator has one of that label.
    """

    articles: int
    choices: Mapping[str, Counts]
    links: Mapping[str, tuple[float, float]]
    marks: Mapping[str, tuple[float, float]]


def observed(ballots: Ballots, scheme: Scheme) -> Observed:
    """Counted over all articles that at least two have read; marks are matched as for a reading."""
    names = [kind.name for kind in pairs.drawn_types(scheme)]
    return Observed(
        articles=ballots.articles,
        choices={name: _counts(units) for name, units in ballots.units.items()},
        links={
            name: (float(could), float(did)) for name, (could, did) in zip(names, ballots.links, strict=True)
        },
        marks={
            label.name: (float(made), float(shared))
            for label, (made, shared) in zip(scheme.labels, ballots.marks, strict=True)
        },
    )


def _counts(units: Mapping[Unit, int]) -> Counts:
    out: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for unit, times in sorted(units.items()):
        for (_, value), (_, other) in permutations(unit, 2):
            out[value][other] += times / (len(unit) - 1)
    return {value: dict(row) for value, row in out.items()}
