"""All statistics of agreement over the articles that were read twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

import numpy as np

from annotate.consensus.agreement import alpha, pairs
from annotate.consensus.agreement.model import Agreement, Pair, Read, Shared
from annotate.consensus.agreement.statistic import Floats, Statistic, estimate, f1
from annotate.consensus.agreement.unitizing import Section, alpha_u, outermost
from annotate.consensus.agreement.variables import ORDINAL, Variable, variables
from annotate.scheme import Scheme

Counts = tuple[Floats, Floats]
"""Of one article: (labels, measures + 1) as `pairs.spans` counts, (types, 2) as `pairs.links` does."""


def agreement(read: Sequence[Read], scheme: Scheme) -> Agreement:
    """How far annotators agree; what only one of them read is left out.

    Time grows with the number of marks (times its logarithm) and with the pairs of annotators an article
    has. The same input gives the same figures: the seed of the intervals is fixed.
    """
    double = [one for one in read if len(one.readings) > 1]
    by_pair: dict[tuple[str, str], list[Counts]] = defaultdict(list)
    by_article = []
    for article in double:
        counted = _counted(article, scheme)
        for names, counts in counted.items():
            by_pair[names].append(counts)
        by_article.append(_together(list(counted.values())))
    chosen = {one.name: _chosen(one) for one in variables(double, scheme)}
    unitized = {label.name: _sections(double, label.name) for label in scheme.labels}
    return Agreement(
        annotators=tuple(sorted({one.annotator for article in read for one in article.readings})),
        articles=len(double),
        overall=_shared(by_article, scheme),
        pairs=tuple(_pair(*names, by_pair[names], scheme) for names in sorted(by_pair)),
        alpha_u={label: _alpha_u(sections) for label, (sections, _) in unitized.items()},
        alpha={name: _alpha(one, alpha.nominal) for name, one in chosen.items()},
        alpha_ordinal={name: _alpha(one, alpha.ordinal) for name, one in chosen.items() if name in ORDINAL},
        alpha_values={name: _each(one) for name, one in chosen.items() if len(one.variable.values) > 2},
        nested={label: nested for label, (_, nested) in unitized.items() if nested},
    )


def _counted(article: Read, scheme: Scheme) -> Mapping[tuple[str, str], Counts]:
    readings = sorted(article.readings, key=lambda one: one.annotator)
    return {
        (one.annotator, other.annotator): (
            np.array([pairs.spans(one, other, label.name) for label in scheme.labels]),
            pairs.links(one, other, scheme),
        )
        for one, other in combinations(readings, 2)
    }


def _together(counts: Sequence[Counts]) -> Counts:
    spans, links = zip(*counts, strict=True)
    return np.sum(spans, axis=0), np.sum(links, axis=0)


def _pair(a: str, b: str, counts: Sequence[Counts], scheme: Scheme) -> Pair:
    return Pair(**vars(_shared(counts, scheme)), a=a, b=b)


def _shared(counts: Sequence[Counts], scheme: Scheme) -> Shared:
    kinds = pairs.drawn_types(scheme)
    spans = np.array([one for one, _ in counts]).reshape(
        len(counts), len(scheme.labels), len(pairs.MEASURES) + 1
    )
    links = np.array([one for _, one in counts]).reshape(len(counts), len(kinds), 2)
    return Shared(
        articles=len(counts),
        by_label={label.name: _by_measure(spans[:, at]) for at, label in enumerate(scheme.labels)},
        links_f1=_f1(links.sum(axis=1)),
        links={kind.name: _f1(links[:, at]) for at, kind in enumerate(kinds)},
    )


def _by_measure(counts: Floats) -> Mapping[str, Statistic]:
    return {name: _f1(counts[:, [at, -1]]) for at, name in enumerate(pairs.MEASURES)}


def _f1(parts: Floats) -> Statistic:
    return estimate(parts, f1, int(parts[:, 1].sum()))


def _sections(read: Sequence[Read], label: str) -> tuple[list[Section], int]:
    """Each article as a section of the continuum, and how many marks lie inside another."""
    sections, nested = [], 0
    for one in read:
        spans = [[mark.span for mark in reading.labelled(label)] for reading in one.readings]
        units = tuple(outermost(of) for of in spans)
        nested += sum(map(len, spans)) - sum(map(len, units))
        sections.append(Section(len(one.article.text), units))
    return sections, nested


def _alpha_u(sections: Sequence[Section]) -> Statistic:
    parts, of = alpha_u(sections)
    return estimate(parts, of, sum(len(units) for one in sections for units in one.units))


@dataclass(frozen=True)
class _Chosen:
    """A variable as coincidences: (articles, values * values), and the units that at least two valued."""

    variable: Variable
    parts: Floats
    n: int

    def square(self, sums: Floats) -> Floats:
        values = len(self.variable.values)
        return sums.reshape(*sums.shape[:-1], values, values)


def _chosen(variable: Variable) -> _Chosen:
    width = max((len(row) for rows in variable.rows for row in rows), default=0)
    padded = [(*row, *[None] * (width - len(row))) for rows in variable.rows for row in rows]
    codes = alpha.coded(padded, variable.values)
    matrices = alpha.coincidences(codes, len(variable.values), [len(rows) for rows in variable.rows])
    valued = (codes != alpha.MISSING).sum(axis=1) > 1
    return _Chosen(variable, matrices.reshape(len(matrices), len(variable.values) ** 2), int(valued.sum()))


def _alpha(one: _Chosen, of: Callable[[Floats], Floats]) -> Statistic:
    return estimate(one.parts, lambda sums: of(one.square(sums)), one.n)


def _each(one: _Chosen) -> Mapping[str, Statistic]:
    times = one.square(one.parts.sum(axis=0)).sum(axis=0)
    return {
        value: replace(_alpha(one, partial(_against_rest, at)), n=round(float(times[at])))
        for at, value in enumerate(one.variable.values)
    }


def _against_rest(value: int, matrix: Floats) -> Floats:
    return alpha.nominal(alpha.against_rest(matrix, value))
