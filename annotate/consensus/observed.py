"""What another annotator chose where this one chose so, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotate.consensus.agreement import pairs
from annotate.consensus.agreement.counting import Chosen, chosen
from annotate.consensus.agreement.model import Read
from annotate.consensus.agreement.statistic import Floats
from annotate.consensus.agreement.variables import variables
from annotate.core import Annotation
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


def observed(read: Sequence[Read], scheme: Scheme) -> Observed:
    """Counted over all articles that at least two have read; marks are matched as for a reading."""
    double = [one for one in read if len(one.readings) > 1]
    names = [kind.name for kind in pairs.drawn_types(scheme)]
    both = [pair for one in double for pair in combinations(one.readings, 2)]
    counts = sum((_links(*pair, scheme) for pair in both), start=np.zeros((len(names), 2)))
    return Observed(
        articles=len(double),
        choices={one.name: _counts(chosen(one)) for one in variables(double, scheme)},
        links={name: (float(could), float(did)) for name, (could, did) in zip(names, counts, strict=True)},
        marks={label.name: _marked(both, label.name) for label in scheme.labels},
    )


def _counts(one: Chosen) -> Counts:
    matrix = one.square(one.parts.sum(axis=0))
    return {
        value: {other: float(matrix[at, to]) for to, other in enumerate(one.values) if matrix[at, to]}
        for at, value in enumerate(one.values)
    }


def _links(one: Annotation, other: Annotation, scheme: Scheme) -> Floats:
    """(types, 2): the links of both whose ends the other marked too, and those that both drew."""
    there = pairs.partners(one, other, scheme)
    here = {theirs: ours for ours, theirs in there.items()}
    rows = []
    for kind in pairs.drawn_types(scheme):
        if kind.name == "attributed_to":
            rows.append(np.add(_sourced(one, other, there), _sourced(other, one, here)).tolist())
            continue
        ours, theirs = pairs.keys(one, kind), pairs.keys(other, kind)
        forth = [key for link in ours if (key := pairs.carried(link, there, kind))]
        back = [key for link in theirs if (key := pairs.carried(link, here, kind))]
        rows.append([len(forth) + len(back), sum(k in theirs for k in forth) + sum(k in ours for k in back)])
    return np.array(rows, dtype=np.float64)


def _sourced(one: Annotation, other: Annotation, there: Mapping[str, str]) -> tuple[int, int]:
    """The sources given for assertions that `other` marked too, and as many of them as `other` gives."""
    theirs = Counter(link.from_id for link in other.linked("attributed_to"))
    ours = Counter(there[link.from_id] for link in one.linked("attributed_to") if link.from_id in there)
    return ours.total(), (ours & theirs).total()


def _marked(both: Sequence[tuple[Annotation, Annotation]], label: str) -> tuple[float, float]:
    count, shared = 0, 0
    for pair in both:
        for one, other in (pair, pair[::-1]):
            spans = [mark.span for mark in other.labelled(label)]
            ours = one.labelled(label)
            count += len(ours)
            shared += sum(any(mark.span.overlaps(span) for span in spans) for mark in ours)
    return float(count), float(shared)
