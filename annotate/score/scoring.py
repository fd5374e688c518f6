"""The score of one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from annotate.core import Annotation, Article, Mark
from annotate.core.codec import content_sha256
from annotate.scheme import Scheme
from annotate.score.arrays import Bools, Floats
from annotate.score.bookkeeping import keep
from annotate.score.disagreement import Disagreement
from annotate.score.evidence import missing
from annotate.score.gates import GATES, Held
from annotate.score.interval import Interval, interval
from annotate.score.model import Contribution, Gate, Plain, Reader, Score
from annotate.score.plan import Choices, Plan, compile_reading
from annotate.score.raises import raises
from annotate.score.rubric import Rubric
from annotate.score.total import SAME_CLAIM, Total, total, whole

SHOWN = 8
"""How many marks of a criterion are worth showing."""


def score(
    reading: Annotation,
    article: Article,
    scheme: Scheme,
    rubric: Rubric,
    disagreement: Disagreement,
    *,
    readers: Sequence[Annotation],
) -> Score:
    """How well sourced `article` is.

    Pure: the same arguments give the same score, for the draws of the interval are seeded by the reading.

    Args:
        reading: the merged annotation, or a verdict.
        readers: the annotations that the reading was made from, one an annotator.
        disagreement: how often another group of readers would have chosen otherwise.
    """
    plan, own = compile_reading(reading, article, scheme)
    found = total(plan, own, rubric)
    sha256 = content_sha256(reading)
    lacking = (() if readers else ("a reading by a person",)) + missing(reading, found, rubric)
    sure = None
    if not lacking:
        sure = interval(plan, own, found, rubric, disagreement, readers=max(len(readers), 1), seed=sha256)
        lacking = _too_wide(sure, rubric)
    base = Score(
        article=article.id,
        article_revision=article.revision,
        score=None,
        low=None,
        high=None,
        band=None,
        provisional=len(readers) == 1 and reading.origin != "verdict",
        annotators=len(readers),
        rubric=rubric.version,
        scheme=scheme.version,
        reading_sha256=sha256,
        criteria=(),
        gates=(),
        missing=lacking,
        raises=(),
        made_from=lambda: reading,
        readers=tuple(Reader(one.annotator, number(one, article, scheme, rubric)) for one in readers),
        ledger=keep(reading, article, scheme, rubric, found.seen),
        disagreement=disagreement.name,
    )
    return base if lacking or sure is None else _with_number(base, plan, own, found, sure, rubric)


def plain(reading: Annotation, article: Article, scheme: Scheme, rubrics: Sequence[Rubric]) -> list[Plain]:
    """The score by each of `rubrics`, without its interval and what goes with that."""
    plan, own = compile_reading(reading, article, scheme)
    return [_plain(reading, total(plan, own, rubric), rubric) for rubric in rubrics]


def _plain(reading: Annotation, found: Total, rubric: Rubric) -> Plain:
    lacking = missing(reading, found, rubric)
    if lacking:
        return Plain(None, (), (), lacking)
    return Plain(int(found.points[0]), _contributions(found, rubric), _gates(found, rubric), ())


def number(reading: Annotation, article: Article, scheme: Scheme, rubric: Rubric) -> int | None:
    """The score alone, without its interval; None below the minimum of evidence."""
    plan, own = compile_reading(reading, article, scheme)
    found = total(plan, own, rubric)
    return None if missing(reading, found, rubric) else int(found.points[0])


def _with_number(
    base: Score, plan: Plan, own: Choices, found: Total, sure: Interval, rubric: Rubric
) -> Score:
    return replace(
        base,
        score=int(found.points[0]),
        low=sure.low,
        high=sure.high,
        held_by=sure.held_by,
        band=sure.band,
        criteria=_contributions(found, rubric),
        gates=_gates(found, rubric),
        raises=raises(plan, own, found, rubric),
        ungated=int(whole(found.raw)[0]),
    )


def _too_wide(sure: Interval, rubric: Rubric) -> tuple[str, ...]:
    if sure.low is None or sure.high is None or sure.high - sure.low <= rubric.evidence["interval"]:
        return ()
    return (
        f"agreement: the interval goes from {sure.low} to {sure.high}, "
        f"and a number needs one of at most {rubric.evidence['interval']} points",
    )


def _contributions(found: Total, rubric: Rubric) -> tuple[Contribution, ...]:
    applies = {name: not np.isnan(one.value[0]) for name, one in found.measures.items()}
    whole_weight = sum(weight for name, weight in rubric.weights.items() if applies[name])
    out = []
    for name, weight in rubric.weights.items():
        one = found.measures[name]
        value = round(float(one.value[0]), 4) if applies[name] else None
        points = 100 * weight * float(one.value[0]) / whole_weight if applies[name] else 0.0
        marks = () if one.lost is None else _costliest(one.lost[:, 0], found)
        out.append(Contribution(name, value, weight, round(points, 1), one.say(), marks))
    return tuple(out)


def _costliest(lost: Floats, found: Total) -> tuple[str, ...]:
    worst = sorted(np.argsort(-lost, kind="stable")[:SHOWN])
    return tuple(found.seen.plan.assertions[at].id for at in worst if lost[at] > 1e-9)


def _gates(found: Total, rubric: Rubric) -> tuple[Gate, ...]:
    """Those that hold, the lowest cap first."""
    out = [
        Gate(name, rubric.gates[name], _reason(name), _ids(held, found))
        for name, held in found.held.items()
        if held.holds[0]
    ]
    if found.lift[0] == found.points[0] < found.raw[0]:
        out.append(Gate(SAME_CLAIM, int(found.lift[0]), _SAME_CLAIM))
    return tuple(sorted(out, key=lambda gate: gate.cap))


_SAME_CLAIM = (
    "Claims that are joined as the same lend each other their sources; that lifts a score only so far."
)


def _reason(gate: str) -> str:
    return (GATES[gate].__doc__ or gate).strip().splitlines()[0]


def _ids(held: Held, found: Total) -> tuple[str, ...]:
    plan = found.seen.plan

    def pick(marks: Sequence[Mark], which: Bools | None) -> tuple[str, ...]:
        return () if which is None else tuple(m.id for m, one in zip(marks, which[:, 0], strict=True) if one)

    return pick(plan.assertions, held.assertions) + pick(plan.sources, held.sources)
