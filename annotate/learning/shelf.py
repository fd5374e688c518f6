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
    path = folder / f"{number:04}.npz"
    saved = save_model(model, path)
    path.with_suffix(".json").write_text(_pretty(saved.card), "utf-8")
    return _version(path)


def in_force(folder: Path) -> Version | None:
    """The home's model that pre-marks; None for the shipped one.

    Raises:
        UsageError: when its file is gone.
    """
    number = _history(folder)[-1]
    return None if number == SHIPPED else _found(folder, number)


def use(folder: Path, number: int) -> None:
    """Puts a version in force; 0 is the shipped one.

    Raises:
        UsageError: when there is no such version.
    """
    if number != SHIPPED:
        _found(folder, number)
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
        _found(folder, history[-2])
    _write(folder, history[:-1])
    return history[-2]


def _version(path: Path) -> Version:
    return Version(int(path.stem), path, json.loads(path.with_suffix(".json").read_text("utf-8")))


def _found(folder: Path, number: int) -> Version:
    path = folder / f"{number:04}.npz"
    if not path.exists():
        raise UsageError(f"there is no model {number} in {folder}", "see: annotate detect models")
    return _version(path)


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
