"""What annotators chose, laid out for alpha: a row a unit, a column an annotator."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotate.consensus.agreement.model import Read
from annotate.consensus.clusters import Cluster, clusters
from annotate.consensus.sides import renumbered
from annotate.core import Annotation, Mark
from annotate.scheme import Answer, Scheme, Value

ORDINAL = frozenset({"SOURCE.reason", "SOURCE.number", "confidence", "impression"})
"""What has values in an order, which is the scheme's: how much is said, how many, how sure, how good."""

GROUPS: Mapping[str, str] = {
    "fact": "checkable",
    "common": "checkable",
    "prediction": "judgement",
    "evaluation": "judgement",
    "motive": "inner_state",
    "position": "inner_state",
}
"""Kinds by what could settle them: a record, nobody yet, or only the mind (or will) of who has it."""

Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Variable:
    """One thing that is chosen.

    Attributes:
        name: `LABEL.attribute`, or the name of an answer.
        values: all there are, in the scheme's order.
        rows: article's place to the choices made there, a row a unit; None where nothing was chosen.
    """

    name: str
    values: tuple[str, ...]
    rows: Sequence[Sequence[Row]]


def variables(read: Sequence[Read], scheme: Scheme) -> Iterator[Variable]:
    """Every attribute on the marks that mean the same, then every answer that is not in words.

    Marks are put together as the reading puts them (IoU of at least a half); an attribute that does not
    apply, or has no default and was not chosen, is missing. Sides count by who stands together.
    """
    found = [renumbered(clusters(one.readings)) for one in read]
    widths = [len(one.readings) for one in read]
    for label in scheme.labels:
        marks = [[one for one in of if one.chosen.label == label.name] for of in found]
        for attribute in label.attributes:

            def value(mark: Mark, name: str = attribute.name) -> str | None:
                return scheme.value(mark, name)

            name = f"{label.name}.{attribute.name}"
            yield Variable(name, _names(attribute.values), _rows(marks, widths, value))
            if name == "ASSERTION.kind":
                groups = tuple(dict.fromkeys(GROUPS.values()))

                def group(mark: Mark) -> str | None:
                    return GROUPS.get(value(mark) or "")

                yield Variable(f"{name}_group", groups, _rows(marks, widths, group))
    for answer in scheme.answers:
        yield from _answered(answer, [one.readings for one in read])


def _rows(
    marks: Sequence[Sequence[Cluster]], widths: Sequence[int], value: Callable[[Mark], str | None]
) -> list[list[Row]]:
    return [
        [tuple(value(one.marks[who]) if who in one.marks else None for who in range(width)) for one in of]
        for of, width in zip(marks, widths, strict=True)
    ]


def _answered(answer: Answer, read: Sequence[Sequence[Annotation]]) -> Iterator[Variable]:
    """An answer as one variable, what may be ticked as one each; words of one's own are none."""
    if answer.control == "several":
        for tick in answer.values:
            ticks = [[tuple(_ticked(one, answer, tick) for one in readings)] for readings in read]
            yield Variable(f"{answer.name}.{tick.name}", ("no", "yes"), ticks)
    elif answer.control != "text":
        ratings = tuple(str(rating) for rating in range(1, answer.maximum + 1))
        rows = [
            [tuple(one.answers.get(answer.name, answer.default) for one in readings)] for readings in read
        ]
        yield Variable(answer.name, ratings or _names(answer.values), rows)


def _ticked(one: Annotation, answer: Answer, tick: Value) -> str | None:
    return "yes" if tick.name in one.answers.get(answer.name, "").split(",") else "no"


def _names(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(value.name for value in values)
