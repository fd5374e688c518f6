"""An evaluation for programs: the contract's statistics, and predictions for other scorers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotate.consensus.agreement.statistic import Statistic
from annotate.evaluation.attributes import Chosen
from annotate.evaluation.compared import Compared
from annotate.evaluation.figures import Figures
from annotate.evaluation.groups import Groups
from annotate.evaluation.measure import Evaluation

DIGITS = 4


def to_json(found: Evaluation, by: Groups) -> Mapping[str, Any]:
    """Each figure as `{"value","low","high","n"}`; `attributed_only` is null where all assertions count.

    `by` holds the same for each group of articles, and of each kind of source its exact and overlapping
    figures.
    """
    articles = {
        fact: {name: _evaluation(one) for name, one in of.items()} for fact, of in by.articles.items()
    }
    speakers = {
        trait: {one.name: {"exact": _figures(one.exact), "overlap": _figures(one.overlap)} for one in of}
        for trait, of in by.speakers.items()
    }
    return {**_evaluation(found), "by": {**articles, **speakers}}


def _evaluation(found: Evaluation) -> dict[str, Any]:
    return {
        "articles": found.articles,
        "readings": found.readings,
        "attributed_only": found.without and {"without": found.without[0], "of": found.without[1]},
        "labels": {label: _each(ways) for label, ways in found.labels.items()},
        "links": _each(found.links),
        "attributes": {one.name: _chosen(one) for one in found.attributes},
        "sentences": {
            task: {"sentences": found.judged[task], **_figures(of)} for task, of in found.sentences.items()
        },
    }


def statistic(one: Statistic) -> dict[str, Any]:
    """`{"value","low","high","n"}`, to four digits."""
    return {"value": _round(one.value), "low": _round(one.low), "high": _round(one.high), "n": one.n}


def predictions(compared: Sequence[Compared]) -> list[dict[str, Any]]:
    """What was compared, as other scorers read it: `{"id","spans","links"}` for each reading."""
    types = {type_ for one in compared for type_, _, _ in one.gold.links}
    return [
        {
            "id": one.of.id,
            "spans": [
                {
                    "id": unit.id,
                    "label": unit.label,
                    "start": unit.span.start,
                    "end": unit.span.end,
                    "parts": [[part.start, part.end] for part in unit.parts],
                }
                for unit in one.machine.units
            ],
            "links": [
                {"type": type_, "from": first, "to": second}
                for type_, first, second in one.machine.links
                if type_ in types
            ],
        }
        for one in compared
    ]


def _each(named: Mapping[str, Figures]) -> dict[str, Any]:
    return {name: _figures(one) for name, one in named.items()}


def _figures(one: Figures) -> dict[str, Any]:
    return {
        "precision": statistic(one.precision),
        "recall": statistic(one.recall),
        "f1": statistic(one.f1),
        "gold": one.gold,
        "machine": one.machine,
    }


def _chosen(one: Chosen) -> dict[str, Any]:
    pairs = [{"gold": gold, "machine": machine, "n": n} for (gold, machine), n in sorted(one.pairs.items())]
    return {"alike": statistic(one.alike), "macro_f1": _round(one.macro), "pairs": pairs}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
