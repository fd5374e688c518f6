"""The figures of one detector against one gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotate.evaluation.attributes import Chosen, attributes
from annotate.evaluation.compared import Compared
from annotate.evaluation.figures import Figures, figures
from annotate.evaluation.gold import attributed_alone
from annotate.evaluation.matching import MATCH, NONE, Counts, counts, drawn, same_link, sentences
from annotate.scheme import Scheme

TASKS = ("speech", "noise", "weasel")


@dataclass(frozen=True)
class Evaluation:
    """How far a machine's marks are those of gold.

    Attributes:
        articles: texts; `readings` of them, where several people marked one.
        without: (assertions of gold without source and cue, all), where that is so few that the machine's own
            such assertions are left out; else None.
        labels: label to way of matching to figures; a label that gold has.
        sentences: task to figures; `judged` sentences of it.
    """

    articles: int
    readings: int
    without: tuple[int, int] | None
    labels: Mapping[str, Mapping[str, Figures]]
    links: Mapping[str, Figures]
    attributes: tuple[Chosen, ...]
    sentences: Mapping[str, Figures]
    judged: Mapping[str, int]


def evaluate(compared: Sequence[Compared], scheme: Scheme) -> Evaluation:
    """Everything that this gold can say of the marks beside it."""
    tasks = [task for task in TASKS if any(task in one.is_ for of in compared for one in of.of.sentences)]
    return Evaluation(
        articles=len({one.of.article for one in compared}),
        readings=len(compared),
        without=attributed_alone([one.of for one in compared]),
        labels={label: of_label(compared, label) for label in labels(compared, scheme)},
        links={type_: _link(compared, type_) for type_ in _types(compared)},
        attributes=attributes(compared, scheme),
        sentences={task: _task(compared, task) for task in tasks},
        judged={task: sum(task in one.is_ for of in compared for one in of.of.sentences) for task in tasks},
    )


def labels(compared: Iterable[Compared], scheme: Scheme) -> list[str]:
    """The labels that gold has, in the order of the scheme, others behind."""
    there = {unit.label for one in compared for unit in one.gold.units}
    known = [label.name for label in scheme.labels]
    return sorted(there, key=lambda name: (known.index(name) if name in known else len(known), name))


def of_label(compared: Sequence[Compared], label: str) -> Mapping[str, Figures]:
    """Way of matching to figures."""
    pieces = [(one, one.gold.pieces(label), one.machine.pieces(label)) for one in compared]
    return {
        way: figures(by_article((one, counts(gold, machine, same)) for one, gold, machine in pieces))
        for way, same in MATCH.items()
    }


def by_article(rows: Iterable[tuple[Compared, Counts]]) -> list[Counts]:
    """The counts of all readings of an article together: articles are what is drawn anew."""
    sums: dict[str, Counts] = defaultdict(lambda: NONE)
    for one, row in rows:
        a, b, c, d = sums[one.of.article]
        sums[one.of.article] = (a + row[0], b + row[1], c + row[2], d + row[3])
    return list(sums.values())


def _types(compared: Iterable[Compared]) -> list[str]:
    return sorted({type_ for one in compared for type_, _, _ in one.gold.links})


def _link(compared: Sequence[Compared], type_: str) -> Figures:
    def row(one: Compared) -> Counts:
        gold, machine = (
            [link for link in drawn(side) if link[0] == type_] for side in (one.gold, one.machine)
        )
        return counts(gold, machine, same_link)

    return _over(compared, row)


def _task(compared: Sequence[Compared], task: str) -> Figures:
    return _over(compared, lambda one: sentences(one.of, one.machine, task))


def _over(compared: Sequence[Compared], row: Callable[[Compared], Counts]) -> Figures:
    return figures(by_article((one, row(one)) for one in compared))
