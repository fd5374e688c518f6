"""From lessons to a model, and whether it is better than the one in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotate.core.errors import UsageError
from annotate.detect import Detector, Model
from annotate.evaluation import compare
from annotate.evaluation.compared import Compared
from annotate.evaluation.sureness import fit, said
from annotate.learning.contest import Contest, contest, rows
from annotate.learning.lessons import HELD, Lesson
from annotate.training.data import Data, Read, gathered
from annotate.training.examples import spans_of
from annotate.training.options import Options
from annotate.training.train import checkpoint, trained

FEWEST = 5
"""Articles held back below which nobody could tell whether a model is better."""


@dataclass(frozen=True)
class Learnt:
    """A model, from so many articles, and what it is worth beside the one in force on those held back."""

    model: Model
    contest: Contest
    learnt: int
    held: int


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
    fitted = options.fitted(len(data.examples))
    made = _trained(base.model, data, fitted, card, out, progress)
    now, new = _marked(force, held), _marked(replace(base, model=made, calibration=None), held)
    found = contest(rows(now), rows(new))
    told = {"held_back": {"articles": len(held), **found.to_json()}}
    own = {**made.card, **told, "calibration": _calibration(new, base)}
    return Learnt(replace(made, card=own), found, len(taught), len(held))


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


def _calibration(found: Sequence[Compared], base: Detector) -> dict[str, Any]:
    """Curves from the articles held back, for kinds with marks enough; for the others the base model's."""
    own = fit(said(found), f"{len(found)} articles of the team's, held back").to_json()
    was = base.model.calibration.to_json() if base.model is not None else own
    return {
        "curves": {**was["curves"], **own["curves"]},
        "marks": {**was["marks"], **own["marks"]},
        "data": "; ".join(filter(None, (own["data"] if own["curves"] else "", was["data"]))),
    }


def _marked(detector: Detector, held: Sequence[Lesson]) -> list[Compared]:
    articles = {one.article.id: one.article for one in held}
    return compare(
        [one.gold for one in held],
        lambda gold: (articles[gold.article].text, detector.detect(articles[gold.article])),
    )
