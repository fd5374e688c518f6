"""All statistics of agreement over the articles that were read twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from annotate.consensus.agreement import alpha, pairs
from annotate.consensus.agreement.counting import Chosen, Counted, by_pair, counted, nested
from annotate.consensus.agreement.model import Agreement, Pair, Read, Shared
from annotate.consensus.agreement.statistic import Floats, Statistic, estimate, f1
from annotate.consensus.agreement.unitizing import Section, alpha_u
from annotate.consensus.agreement.variables import ORDINAL
from annotate.scheme import Scheme


def agreement(read: Sequence[Read], scheme: Scheme) -> Agreement:
    """How far annotators agree; what only one of them read is left out.

    Time grows with the number of marks (times its logarithm) and with the pairs of annotators an article
    has. The same input gives the same figures: the seed of the intervals is fixed.
    """
    double = [one for one in read if len(one.readings) > 1]
    counts = counted(double, scheme)
    return Agreement(
        annotators=tuple(sorted({one.annotator for article in read for one in article.readings})),
        articles=len(double),
        overall=_shared(counts, scheme),
        pairs=tuple(
            Pair(**vars(_shared(counted(of, scheme), scheme)), a=a, b=b)
            for (a, b), of in by_pair(double).items()
        ),
        by_article={one.article.id: _shared(counts.of([at]), scheme) for at, one in enumerate(double)},
        by_month={month: _shared(counts.of(rows), scheme) for month, rows in _months(double).items()},
        nested=nested(double, scheme),
    )


def shared(read: Sequence[Read], scheme: Scheme) -> Shared:
    """The figures of all articles and pairs taken together alone, which takes a fraction of the time."""
    return _shared(counted([one for one in read if len(one.readings) > 1], scheme), scheme)


def _months(read: Sequence[Read]) -> Mapping[str, list[int]]:
    """Places of the articles by the month in which their last reading came; undated ones are in none."""
    out: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(read):
        times = [time for of in one.readings if (time := of.updated_at or of.created_at)]
        if times:
            out[f"{max(times):%Y-%m}"].append(at)
    return dict(sorted(out.items()))


def _shared(counts: Counted, scheme: Scheme) -> Shared:
    kinds = pairs.drawn_types(scheme)
    return Shared(
        articles=len(counts.spans),
        by_label={label.name: _by_measure(counts.spans[:, at]) for at, label in enumerate(scheme.labels)},
        alpha_u={label: _alpha_u(sections) for label, sections in counts.sections.items()},
        links_f1=_f1(counts.links.sum(axis=1)),
        links={kind.name: _f1(counts.links[:, at]) for at, kind in enumerate(kinds)},
        alpha={one.name: _alpha(one, alpha.nominal) for one in counts.chosen},
        alpha_ordinal={one.name: _alpha(one, alpha.ordinal) for one in counts.chosen if one.name in ORDINAL},
        alpha_values={one.name: _each(one) for one in counts.chosen if len(one.values) > 2},
    )


def _by_measure(counts: Floats) -> Mapping[str, Statistic]:
    return {name: _f1(counts[:, [at, -1]]) for at, name in enumerate(pairs.MEASURES)}


def _f1(parts: Floats) -> Statistic:
    return estimate(parts, f1, int(parts[:, 1].sum()))


def _alpha(one: Chosen, of: Callable[[Floats], Floats]) -> Statistic:
    return estimate(one.parts, lambda sums: of(one.square(sums)), int(one.valued.sum()))


def _each(one: Chosen) -> Mapping[str, Statistic]:
    """Each value against the rest; n counts its choices."""
    matrices = one.square(one.parts)
    return {value: _against_rest(matrices, at) for at, value in enumerate(one.values)}


def _against_rest(matrices: Floats, value: int) -> Statistic:
    parts = alpha.against_rest(matrices, value).reshape(len(matrices), 4)
    n = round(float(parts[:, :2].sum()))
    return estimate(parts, lambda sums: alpha.nominal(sums.reshape(*sums.shape[:-1], 2, 2)), n)


def _alpha_u(sections: Sequence[Section]) -> Statistic:
    parts, of = alpha_u(sections)
    return estimate(parts, of, sum(len(units) for one in sections for units in one.units))
