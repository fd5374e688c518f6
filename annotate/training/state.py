"""Where a training stands: what it needs to go on as if it had never stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from annotate.core.errors import UsageError
from annotate.detect.model.weights import FloatArray, Weights
from annotate.training.adam import Moments, moments
from annotate.training.options import Options


@dataclass
class State:
    """A training after so many epochs and steps; `average` is the running mean of `weights`."""

    weights: Weights
    average: Weights
    moments: dict[str, Moments]
    epochs: int = 0
    steps: int = 0


def started(weights: Weights) -> State:
    """A training that has not taken a step."""
    known = {name: moments(array) for name, array in weights.arrays()}
    return State(copied(weights), copied(weights), known)


def copied(weights: Weights) -> Weights:
    """Weights with arrays of their own."""
    return Weights(**{name: array.copy() for name, array in weights.arrays()}, dilations=weights.dilations)


def save(state: State, path: Path, options: Options, data: str) -> None:
    """Writes a checkpoint; `data` is the digest of what is trained on."""
    part = path.with_name(f"{path.name}.part")
    head = {"options": asdict(options), "data": data, "epochs": state.epochs, "steps": state.steps}
    with part.open("wb") as file:
        np.savez(
            file,
            allow_pickle=False,
            head=np.frombuffer(json.dumps(head).encode(), np.uint8),
            **dict(_arrays(state)),
        )
    part.replace(path)


def resumed(state: State, path: Path, options: Options, data: str) -> State:
    """The training of a checkpoint; `state` as it began gives the shapes.

    Raises:
        UsageError: when the checkpoint is of other data or options, or cannot be read.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            head = json.loads(file["head"].tobytes())
            if head["data"] != data or head["options"] != json.loads(json.dumps(asdict(options))):
                raise ValueError("it is of other data or options")
            for name, array in _arrays(state):
                array[...] = file[name]
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise UsageError(f"cannot go on from {path}: {error}", "delete it to begin anew") from error
    state.epochs, state.steps = head["epochs"], head["steps"]
    return state


def _arrays(state: State) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for name, array in state.weights.arrays():
        yield f"weights.{name}", array
    for name, array in state.average.arrays():
        yield f"average.{name}", array
    for name, known in state.moments.items():
        yield f"mean.{name}", known.mean
        yield f"square.{name}", known.square


def follow(state: State, share: float) -> None:
    """Moves the average towards the weights; at first faster, since it begins where they began."""
    keep = np.float32(min(share, (1 + state.steps) / (10 + state.steps)))
    for name, mean in state.average.arrays():
        now: FloatArray = getattr(state.weights, name)
        mean *= keep
        mean += (1 - keep) * now
