"""What each article adds to the figures, counted once; any group of articles is then a sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotate.consensus.agreement import alpha, pairs
from annotate.consensus.agreement.alpha import Codes
from annotate.consensus.agreement.model import Read
from annotate.consensus.agreement.statistic import Floats
from annotate.consensus.agreement.unitizing import Section, outermost
from annotate.consensus.agreement.variables import Variable, variables
from annotate.scheme import Scheme


@dataclass(frozen=True)
class Chosen:
    """The choices of one variable.

    Attributes:
        parts: (articles, values * values), coincidences.
        valued: (articles,), the units that at least two gave a value.
    """

    name: str
    values: tuple[str, ...]
    parts: Floats
    valued: Codes

    def square(self, sums: Floats) -> Floats:
        """(…, values * values) as matrices."""
        return sums.reshape(*sums.shape[:-1], len(self.values), len(self.values))


@dataclass(frozen=True)
class Counted:
    """A row an article.

    Attributes:
        spans: (articles, labels, measures + 1), as `pairs.spans` counts, over all pairs of annotators.
        links: (articles, types, 2), as `pairs.links` does.
        sections: label to each article's part of the continuum, for alpha_u.
    """

    spans: Floats
    links: Floats
    chosen: tuple[Chosen, ...]
    sections: Mapping[str, Sequence[Section]]

    def of(self, rows: Sequence[int]) -> Counted:
        """The same of some articles alone."""
        at = np.array(rows, dtype=np.int64)
        chosen = (Chosen(one.name, one.values, one.parts[at], one.valued[at]) for one in self.chosen)
        sections = {label: [of[row] for row in rows] for label, of in self.sections.items()}
        return Counted(self.spans[at], self.links[at], tuple(chosen), sections)


def counted(read: Sequence[Read], scheme: Scheme) -> Counted:
    """Everything that is compared, article by article."""
    kinds = pairs.drawn_types(scheme)
    spans = np.array([_spans(one, scheme) for one in read])
    links = np.array([_links(one, scheme) for one in read])
    return Counted(
        spans.reshape(len(read), len(scheme.labels), len(pairs.MEASURES) + 1),
        links.reshape(len(read), len(kinds), 2),
        tuple(chosen(one) for one in variables(read, scheme)),
        {label.name: [_section(one, label.name) for one in read] for label in scheme.labels},
    )


def _section(read: Read, label: str) -> Section:
    units = (outermost([mark.span for mark in one.labelled(label)]) for one in read.readings)
    return Section(len(read.article.text), tuple(units))


def nested(read: Sequence[Read], scheme: Scheme) -> Mapping[str, int]:
    """Label to its marks that lie inside another of it, and are therefore no units."""
    out = {}
    for label in scheme.labels:
        marks = [mark for one in read for of in one.readings for mark in of.labelled(label.name)]
        units = [unit for one in read for of in _section(one, label.name).units for unit in of]
        out[label.name] = len(marks) - len(units)
    return {label: n for label, n in out.items() if n}


def _spans(read: Read, scheme: Scheme) -> Floats:
    both = combinations(read.readings, 2)
    every = [[pairs.spans(*pair, label.name) for label in scheme.labels] for pair in both]
    return np.asarray(np.sum(every, axis=0))


def _links(read: Read, scheme: Scheme) -> Floats:
    return np.asarray(np.sum([pairs.links(*pair, scheme) for pair in combinations(read.readings, 2)], axis=0))


def chosen(variable: Variable) -> Chosen:
    """The coincidences of a variable, article by article."""
    width = max((len(row) for rows in variable.rows for row in rows), default=0)
    padded = [(*row, *[None] * (width - len(row))) for rows in variable.rows for row in rows]
    codes = alpha.coded(padded, variable.values)
    sizes = [len(rows) for rows in variable.rows]
    matrices = alpha.coincidences(codes, len(variable.values), sizes)
    home = np.repeat(np.arange(len(sizes)), sizes)
    valued = np.bincount(home[(codes != alpha.MISSING).sum(axis=1) > 1], minlength=len(sizes))
    return Chosen(
        variable.name, variable.values, matrices.reshape(len(sizes), len(variable.values) ** 2), valued
    )


def by_pair(read: Sequence[Read]) -> Mapping[tuple[str, str], list[Read]]:
    """The articles of each two annotators with their readings alone, by their names in order."""
    out: dict[tuple[str, str], list[Read]] = {}
    for one in read:
        for two in combinations(sorted(one.readings, key=lambda r: r.annotator), 2):
            out.setdefault((two[0].annotator, two[1].annotator), []).append(Read(one.article, two))
    return dict(sorted(out.items()))
