"""Where a home keeps its models: `models/0001.npz` with its card beside it, and which one is in force."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from annotate.detect import Model

SHIPPED = 0
"""The number of the model that comes with the product."""
_FORCE = "in_force.json"


@dataclass(frozen=True)
class Version:
    """A model of the home's own, counted from 1; none is ever written over."""

    number: int
    path: Path
    card: Mapping[str, Any]


def versions(folder: Path) -> list[Version]:
    """All that are kept, oldest first."""
    return [_version(path) for path in sorted(folder.glob("[0-9]*.npz"))]


def keep(folder: Path, model: Model) -> Version:
    """Puts a model on the shelf under the next number, not in force yet."""
    from annotate.detect.model import save_model

    folder.mkdir(parents=True, exist_ok=True)
    number = max((one.number for one in versions(folder)), default=SHIPPED) + 1
    path = _path(folder, number)
    saved = save_model(model, path)
    path.with_suffix(".json").write_text(_pretty(saved.card), "utf-8")
    return _version(path)


def in_force(folder: Path) -> Version | None:
    """The home's model that pre-marks; None for the shipped one.

    Raises:
        UsageError: when its file is gone.
    """
    number = number_in_force(folder)
    if number == SHIPPED:
        return None
    if not _path(folder, number).exists():
        raise UsageError(
            f"model {number} is in force, and its file {_path(folder, number)} is gone",
            f"put the file back, or use the shipped model: annotate detect models --use {SHIPPED}",
        )
    return version(folder, number)


def number_in_force(folder: Path) -> int:
    """The number of the model that pre-marks, whether its file is there or not."""
    return _history(folder)[-1]


def version(folder: Path, number: int) -> Version:
    """A model by its number.

    Raises:
        UsageError: when there is none of that number.
    """
    path = _path(folder, number)
    if not path.exists():
        raise UsageError(f"there is no model {number} in {folder}", "see: annotate detect models")
    return _version(path)


def use(folder: Path, number: int) -> None:
    """Puts a version in force; 0 is the shipped one.

    Raises:
        UsageError: when there is no such version, or its file cannot be read.
    """
    if number != SHIPPED:
        from annotate.detect.model import load_model

        load_model(version(folder, number).path)
    if number != _history(folder)[-1]:
        _write(folder, [*_history(folder), number])


def roll_back(folder: Path) -> int:
    """Puts the version in force that was so before; its number.

    Raises:
        UsageError: when there was none before.
    """
    history = _history(folder)
    if len(history) < 2:
        raise UsageError("no other model was in force before", "see: annotate detect models")
    if history[-2] != SHIPPED:
        version(folder, history[-2])
    _write(folder, history[:-1])
    return history[-2]


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number:04}.npz"


def _version(path: Path) -> Version:
    """The card that lies beside the model; where nobody got to write it, the same one in the model's file."""
    beside = path.with_suffix(".json")
    if beside.exists():
        return Version(int(path.stem), path, json.loads(beside.read_text("utf-8")))
    from annotate.detect.model import load_model

    try:
        return Version(int(path.stem), path, load_model(path).card)
    except UsageError:  # a damaged one is listed all the same, so that another can be put in force
        return Version(int(path.stem), path, {})


def _history(folder: Path) -> list[int]:
    path = folder / _FORCE
    return list(json.loads(path.read_text("utf-8"))) if path.exists() else [SHIPPED]


def _write(folder: Path, history: Sequence[int]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{_FORCE}.part"
    part.write_text(json.dumps(list(history)), "utf-8")
    part.replace(folder / _FORCE)


def _pretty(card: Mapping[str, Any]) -> str:
    return json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
