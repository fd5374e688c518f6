"""Whether what was chosen for a mark is right, where the mark itself is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotate.consensus.agreement.statistic import Statistic
from annotate.core import Mark
from annotate.evaluation.compared import Compared
from annotate.evaluation.figures import accuracy, macro_f1
from annotate.evaluation.shape import Side, Unit
from annotate.scheme import Attribute, Scheme

ENOUGH = 0.5
"""Intersection over union from which two marks mean the same."""
UNCHOSEN = "–"


@dataclass(frozen=True)
class Chosen:
    """One attribute over all marks that both sides have.

    Attributes:
        name: `SOURCE.identity`.
        alike: the share of marks for which both say the same, defaults counted as said.
        macro: mean F1 over the values of gold, None where there are none.
        pairs: (gold, machine) to how often they met.
    """

    name: str
    alike: Statistic
    macro: float | None
    pairs: Mapping[tuple[str, str], int]


def attributes(compared: Sequence[Compared], scheme: Scheme) -> tuple[Chosen, ...]:
    """The attributes that gold has of any mark, in the order of the scheme."""
    return tuple(
        _chosen(compared, label.name, attribute, scheme)
        for label in scheme.labels
        for attribute in label.attributes
        if _known(compared, label.name, attribute.name)
    )


def met(gold: Side, machine: Side, label: str) -> Iterator[tuple[Unit, Unit]]:
    """Marks of gold with the machine's mark that means the same, the best of several."""
    there: dict[str, list[Unit]] = defaultdict(list)
    for unit in machine.units:
        there[unit.label].append(unit)
    for unit in (one for one in gold.units if one.label == label):
        best = max(there[label], key=lambda other: unit.span.iou(other.span), default=None)
        if best is not None and unit.span.iou(best.span) >= ENOUGH:
            yield unit, best


def _chosen(compared: Sequence[Compared], label: str, attribute: Attribute, scheme: Scheme) -> Chosen:
    pairs: Counter[tuple[str, str]] = Counter()
    rows: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in compared:
        for pair in _both(one, label, attribute, scheme):
            pairs[pair] += 1
            rows[one.of.article] += 1
            right[one.of.article] += pair[0] == pair[1]
    alike = accuracy([(right[article], n) for article, n in rows.items()])
    return Chosen(f"{label}.{attribute.name}", alike, macro_f1(pairs), pairs)


def _known(compared: Sequence[Compared], label: str, attribute: str) -> bool:
    return any(
        attribute in unit.attributes for one in compared for unit in one.gold.units if unit.label == label
    )


def _both(one: Compared, label: str, attribute: Attribute, scheme: Scheme) -> Iterator[tuple[str, str]]:
    for mine, theirs in met(one.gold, one.machine, label):
        if attribute.applies(_mark(mine)):
            said = (scheme.value(_mark(side), attribute.name) or UNCHOSEN for side in (mine, theirs))
            yield next(said), next(said)


def _mark(unit: Unit) -> Mark:
    return Mark(unit.id, unit.label, unit.span, unit.attributes)
