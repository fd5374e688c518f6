"""Whether marks are right as often as the machine says, and what to make of it where they are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotate.consensus.agreement.statistic import Statistic
from annotate.detect.calibration import OWN, Calibration, along
from annotate.evaluation.compared import Compared
from annotate.evaluation.figures import accuracy
from annotate.evaluation.isotonic import isotonic

BINS = 10
FOLDS = 5
ENOUGH = 100
"""Marks of a kind from which a curve is fitted."""


@dataclass(frozen=True)
class Said:
    """One mark of the machine's: how sure it was, and whether gold has it, edges and all."""

    article: str
    kind: str
    sure: float
    right: bool


@dataclass(frozen=True)
class Bin:
    """Marks of about the same confidence: what was said of them on average, and the share that is right."""

    said: float
    right: Statistic


def said(compared: Iterable[Compared]) -> list[Said]:
    """Every mark whose label gold has and that says how sure it is."""
    compared = list(compared)
    known = {unit.label for one in compared for unit in one.gold.units}
    return [
        Said(
            one.of.article,
            _kind(one, unit.id, unit.label),
            unit.sure,
            set(unit.parts) <= set(one.gold.pieces(unit.label)),
        )
        for one in compared
        for unit in one.machine.units
        if unit.label in known and unit.sure is not None
    ]


def reliability(marks: Sequence[Said]) -> tuple[Bin, ...]:
    """Ten steps of confidence, empty ones left out."""
    steps: dict[int, list[Said]] = defaultdict(list)
    for one in marks:
        steps[min(int(one.sure * BINS), BINS - 1)].append(one)
    return tuple(_bin(steps[step]) for step in sorted(steps))


def expected_error(bins: Sequence[Bin]) -> float | None:
    """How far off what was said is on average (expected calibration error: Naeini et al. 2015), 0 to 1."""
    n = sum(one.right.n for one in bins)
    return sum(one.right.n * abs(one.said - (one.right.value or 0.0)) for one in bins) / n if n else None


def fit(marks: Sequence[Said], data: str) -> Calibration:
    """A curve for each kind that has marks enough; fitted on `data` that the detector has not learnt from."""
    kinds = by_kind(marks)
    curves = {
        kind: isotonic((one.sure, one.right) for one in of) for kind, of in kinds.items() if len(of) >= ENOUGH
    }
    return Calibration(curves, {kind: len(kinds[kind]) for kind in curves}, data)


def by_kind(marks: Iterable[Said]) -> Mapping[str, list[Said]]:
    """Kind to its marks, by name."""
    found: dict[str, list[Said]] = defaultdict(list)
    for one in marks:
        found[one.kind].append(one)
    return dict(sorted(found.items()))


def crossed(marks: Sequence[Said]) -> list[Said]:
    """The same marks, each calibrated by a curve that its own article had no part in."""
    articles = sorted({one.article for one in marks})
    fold = {article: at % FOLDS for at, article in enumerate(articles)}
    out = []
    for held in range(FOLDS):
        by = fit([one for one in marks if fold[one.article] != held], "")
        out += [
            replace(one, sure=along(by.curves[one.kind], one.sure) if one.kind in by.curves else one.sure)
            for one in marks
            if fold[one.article] == held
        ]
    return out


def articles(marks: Sequence[Said]) -> list[tuple[float, float, int]]:
    """Of each article its mean confidence, the share that is right, and how many marks there are."""
    found: dict[str, list[Said]] = defaultdict(list)
    for one in marks:
        found[one.article].append(one)
    return [
        (sum(one.sure for one in of) / len(of), sum(one.right for one in of) / len(of), len(of))
        for _, of in sorted(found.items())
    ]


def _kind(one: Compared, id_: str, label: str) -> str:
    return OWN if label == "ASSERTION" and id_ not in one.machine.attributed else label


def _bin(marks: Sequence[Said]) -> Bin:
    rows: dict[str, tuple[int, int]] = {}
    for one in marks:
        right, n = rows.get(one.article, (0, 0))
        rows[one.article] = (right + one.right, n + 1)
    return Bin(sum(one.sure for one in marks) / len(marks), accuracy(list(rows.values())))
