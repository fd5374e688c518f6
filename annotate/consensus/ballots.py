"""What the annotators of many articles made of them, added up article by article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotate.consensus.agreement import pairs
from annotate.consensus.agreement.model import Read
from annotate.consensus.agreement.statistic import Floats
from annotate.consensus.agreement.variables import Variable, variables
from annotate.core import Annotation
from annotate.scheme import Scheme

Unit = tuple[tuple[str, str], ...]
"""Who chose which value of the same mark or answer, by annotator."""


@dataclass(frozen=True)
class Ballots:
    """Counts that grow with the ways in which annotators choose, and hardly with the articles.

    Attributes:
        articles: that at least two have read.
        annotators: who have read these.
        values: attribute (`SOURCE.identity`) or answer to all values there are, in the scheme's order.
        units: the same to what at least two chose of one thing, and how often that was so.
        links: (types, 2), as `_links` counts; types as in `pairs.drawn_types`.
        marks: (labels, 2), the marks, and those on whose characters another annotator has one of that label.
    """

    articles: int
    annotators: frozenset[str]
    values: Mapping[str, tuple[str, ...]]
    units: Mapping[str, Mapping[Unit, int]]
    links: Floats
    marks: Floats


def ballots(read: Iterable[Read], scheme: Scheme) -> Ballots:
    """Counted over all articles that at least two have read, of which one is held at a time."""
    articles, annotators = 0, set[str]()
    values, units = dict[str, tuple[str, ...]](), defaultdict[str, Counter[Unit]](Counter)
    links, marks = np.zeros((len(pairs.drawn_types(scheme)), 2)), np.zeros((len(scheme.labels), 2))
    for one in read:
        if len(one.readings) < 2:
            continue
        articles += 1
        annotators |= {reading.annotator for reading in one.readings}
        for variable in variables([one], scheme):
            values[variable.name] = variable.values
            units[variable.name].update(_units(variable, one))
        for pair in combinations(one.readings, 2):
            links += _links(*pair, scheme)
            marks += [_marked(pair, label.name) for label in scheme.labels]
    return Ballots(articles, frozenset(annotators), values, units, links, marks)


def _units(variable: Variable, one: Read) -> Iterator[Unit]:
    """What at least two chose; what is no value of the scheme is left out."""
    names = [reading.annotator for reading in one.readings]
    for row in variable.rows[0]:
        unit = sorted((who, said) for who, said in zip(names, row, strict=True) if said in variable.values)
        if len(unit) > 1:
            yield tuple(unit)


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


def _marked(pair: Sequence[Annotation], label: str) -> tuple[int, int]:
    count, shared = 0, 0
    for one, other in (pair, pair[::-1]):
        spans = [mark.span for mark in other.labelled(label)]
        ours = one.labelled(label)
        count += len(ours)
        shared += sum(any(mark.span.overlaps(span) for span in spans) for mark in ours)
    return count, shared
