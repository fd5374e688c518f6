"""The three linear models: weights by hashed feature, one cut each. A file holds them in 8-bit steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotate.core.errors import UsageError
from annotate.detect.sentences.features import BUCKETS, Read, ids

TASKS = ("noise", "speech", "weasel")
STEPS = 127
"""Steps on either side of zero in which a weight is stored."""

Weights = NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """One model: a sentence is judged so when the sum of its features' weights is above `cut`.

    The probability is the logistic function of how far above or below.
    """

    weights: Weights
    cut: float

    def probability(self, features: Sequence[str]) -> float:
        total = float(self.weights[ids(features)].sum()) - self.cut
        return 1 / (1 + float(np.exp(-total)))


@dataclass(frozen=True)
class Model:
    """A linear model for each of `TASKS`."""

    tasks: Mapping[str, Linear]

    def probability(self, task: str, one: Read) -> float:
        return self.tasks[task].probability(seen(task, one))


def seen(task: str, one: Read) -> tuple[str, ...]:
    """The features that a task reads: noise needs no marks, and weasel no place in an article."""
    if task == "weasel":
        return one.own + one.rules + one.classes
    return one.own + one.edges + one.around + (one.rules if task == "speech" else ())


def save(model: Model, path: Path) -> None:
    """Writes the models to one file."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for task, linear in model.tasks.items():
        step = float(np.abs(linear.weights).max()) / STEPS or 1.0
        arrays[f"{task}.weights"] = np.round(linear.weights / step).astype(np.int8)
        arrays[f"{task}.scale"] = np.array([step, linear.cut])
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # its stub takes a name for an option


def load(path: Path) -> Model:
    """Reads what `save` has written.

    Raises:
        UsageError: when the file is missing or no such models.
    """
    try:
        with np.load(path) as arrays:
            return Model(
                {task: _linear(arrays[f"{task}.weights"], arrays[f"{task}.scale"]) for task in TASKS}
            )
    except (OSError, EOFError, KeyError, ValueError) as error:
        raise UsageError(f"no sentence models in {path}: {error}", "train them again") from error


def _linear(steps: NDArray[np.int8], scale: NDArray[np.float64]) -> Linear:
    if steps.shape != (BUCKETS,):
        raise ValueError(f"{steps.shape} weights, not {BUCKETS}")
    return Linear((steps * scale[0]).astype(np.float32), float(scale[1]))
