"""From lessons to a model, and whether it is better than the one in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotate.core.errors import UsageError
from annotate.detect import Detector, Model
from annotate.detect.model.tags import LABELS
from annotate.evaluation import compare
from annotate.evaluation.measure import of_label
from annotate.evaluation.sureness import fit, said
from annotate.learning.lessons import HELD, Lesson
from annotate.training.data import Data, Read, gathered
from annotate.training.examples import spans_of
from annotate.training.options import Options
from annotate.training.train import checkpoint, trained

FEWEST = 5
"""Articles held back below which nobody could tell whether a model is better."""
GENTLE = Options(epochs=6, rate=0.0008)
"""How training goes on from a model that knows a lot: slower, and not for long."""
Scores = Mapping[str, float]
"""Label to exact F1 on the articles held back, 0 to 1."""


@dataclass(frozen=True)
class Learnt:
    """A model and what it is worth beside the one in force; `better` by the mean of its scores."""

    model: Model
    before: Scores
    after: Scores
    learnt: int
    held: int

    @property
    def better(self) -> bool:
        return mean(self.after) > mean(self.before)


def learn(
    lessons: Sequence[Lesson], base: Detector, force: Detector, options: Options, card: Mapping[str, Any],
    out: Path, progress: Callable[[int, float], None],
) -> Learnt:  # fmt: skip
    """Trains `base` on with all lessons but those held back, and holds it against the detector in `force`.

    Args:
        out: where the model is written while it is made; a stopped training goes on from there.

    Raises:
        UsageError: when there is no model to go on from, or too few articles are held back.
    """
    taught, held = parted(lessons)
    if base.model is None:
        raise UsageError("rules cannot learn", "begin from a model")
    reads = [Read(one.article, spans_of(one.gold.side)) for one in taught if one.gold.side is not None]
    data = gathered(reads, base.lexicon, base.model.vocabulary)
    made = _trained(base.model, data, options, card, out, progress)
    measured = replace(base, model=made, calibration=None)
    before, after = scores(force, held), scores(measured, held)
    told = {"held_back": {"articles": len(held), "before": dict(before), "after": dict(after)}}
    own = {**made.card, **told, "calibration": _calibration(measured, held, base)}
    return Learnt(replace(made, card=own), before, after, len(taught), len(held))


def parted(lessons: Sequence[Lesson]) -> tuple[list[Lesson], list[Lesson]]:
    """Those to learn from, and those held back to measure by.

    Raises:
        UsageError: when there are too few of either.
    """
    held = [one for one in lessons if one.held_back]
    taught = [one for one in lessons if not one.held_back]
    if len(held) < FEWEST or not taught:
        raise UsageError(
            f"of {len(lessons)} articles that were read {len(held)} are held back to measure by, "
            f"and {FEWEST} are needed",
            f"label more, and run `annotate sync`: one article in {HELD} is held back, "
            f"so about {HELD * FEWEST} will do",
        )
    return taught, held


def _trained(
    base: Model, data: Data, options: Options, card: Mapping[str, Any], out: Path,
    progress: Callable[[int, float], None],
) -> Model:  # fmt: skip
    """Goes on where a training with the same lessons was stopped; one that had others is begun anew."""
    try:
        return trained(base, data, options, card, out, progress)
    except UsageError:
        checkpoint(out).unlink()
    return trained(base, data, options, card, out, progress)


def scores(detector: Detector, held: Sequence[Lesson]) -> Scores:
    """Exact F1 of what a model marks, on lessons."""
    compared = compare([one.gold for one in held], _marking(detector, held))
    return {label: of_label(compared, label)["exact"].f1.value or 0.0 for label in LABELS}


def mean(of: Scores) -> float:
    """What two models are compared by: every label counts alike."""
    return sum(of.values()) / len(of)


def _calibration(detector: Detector, held: Sequence[Lesson], base: Detector) -> dict[str, Any]:
    """Curves from the articles held back, for kinds with marks enough; for the others the base model's."""
    compared = compare([one.gold for one in held], _marking(detector, held))
    own = fit(said(compared), f"{len(held)} articles of the team's, held back").to_json()
    was = base.model.calibration.to_json() if base.model is not None else own
    return {
        "curves": {**was["curves"], **own["curves"]},
        "marks": {**was["marks"], **own["marks"]},
        "data": "; ".join(filter(None, (own["data"] if own["curves"] else "", was["data"]))),
    }


def _marking(detector: Detector, held: Sequence[Lesson]) -> Callable[[Any], tuple[str, Any]]:
    articles = {one.article.id: one.article for one in held}
    return lambda gold: (articles[gold.article].text, detector.detect(articles[gold.article]))
