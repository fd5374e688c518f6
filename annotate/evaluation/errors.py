"""What the machine got wrong, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.core import Span
from annotate.evaluation.attributes import met
from annotate.evaluation.compared import Compared
from annotate.evaluation.shape import Unit

KINDS = {
    "missed": "gold has it, the machine has nothing there",
    "extra": "the machine has it, gold has nothing there",
    "edges": "both have it, with other edges",
    "chosen": "both have it, and something else was chosen for it",
    "link": "both have the two marks, only one side joins them",
}
"""Kind to what it means; in this order where several are at one place."""


@dataclass(frozen=True)
class Error:
    """One difference.

    Attributes:
        kind: of `KINDS`.
        where: gold's mark, else the machine's; of a link the mark it begins at.
        gold, machine: what each side has: the words, the value chosen, both ends of the link; empty where
            it has nothing.
    """

    kind: str
    label: str
    where: Span
    gold: str
    machine: str


def errors(one: Compared, labels: Sequence[str]) -> tuple[Error, ...]:
    """All differences in marks of `labels`, what was chosen for them, and links between them."""
    found = [error for label in labels for error in _marks(one, label)]
    pairs = [pair for label in labels for pair in met(one.gold, one.machine, label)]
    found += [error for pair in pairs for error in _choices(*pair)]
    found += _links(one, {gold.id: machine.id for gold, machine in pairs})
    order = tuple(KINDS)
    return tuple(
        sorted(found, key=lambda error: (error.where, order.index(error.kind), error.label, error.gold))
    )


def _marks(one: Compared, label: str) -> Iterator[Error]:
    gold, machine = ([unit for unit in side.units if unit.label == label] for side in (one.gold, one.machine))
    for unit in gold:
        near = [other for other in machine if _touch(unit, other)]
        if not near:
            yield Error("missed", label, unit.span, _words(unit, one.text), "")
        elif not any(other.parts == unit.parts for other in near):
            best = max(near, key=lambda other: unit.span.iou(other.span))
            yield Error("edges", label, unit.span, _words(unit, one.text), _words(best, one.text))
    for unit in machine:
        if not any(_touch(unit, other) for other in gold):
            yield Error("extra", label, unit.span, "", _words(unit, one.text))


def _choices(gold: Unit, machine: Unit) -> Iterator[Error]:
    for name, value in sorted(gold.attributes.items()):
        said = machine.attributes.get(name)
        if said is not None and said != value:
            yield Error("chosen", f"{gold.label}.{name}", gold.span, value, said)


def _links(one: Compared, same: dict[str, str]) -> Iterator[Error]:
    """Links between marks that both sides have, and that one side alone joins."""
    back = {machine: gold for gold, machine in same.items()}
    types = {type_ for type_, _, _ in one.gold.links}
    ours = {link for link in one.gold.links if {link[1], link[2]} <= same.keys()}
    theirs = {
        (type_, back[first], back[second])
        for type_, first, second in one.machine.links
        if type_ in types and {first, second} <= back.keys()
    }
    for link in sorted(ours ^ theirs):
        type_, first, second = link
        words = " → ".join(_words(one.gold.by_id[end], one.text) for end in (first, second))
        sides = (words, "") if link in ours else ("", words)
        yield Error("link", type_, one.gold.by_id[first].span, *sides)


def _touch(one: Unit, other: Unit) -> bool:
    return any(mine.overlaps(theirs) for mine in one.parts for theirs in other.parts)


def _words(unit: Unit, text: str) -> str:
    return " … ".join(part.cut(text) for part in unit.parts)
