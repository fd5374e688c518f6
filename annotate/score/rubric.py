"""A rubric: every number that a score is made with, read from an immutable file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from annotate.score.arrays import Bools, Floats


@dataclass(frozen=True)
class Description:
    """How a text describes a source: its identity and, where it is unnamed, the reason given for that.

    Attributes:
        strength: g, 0 to 1.
        coverage: what an assertion with this as its best source counts as sourced, 0 to 1.
        identifiable: a reader could look for them.
        unnamed: a person stands behind it whom the text does not name.
        record: a record, document or own observation, which can stand alone when it is independent.
    """

    identity: str
    strength: float
    coverage: float
    reason: str | None = None
    identifiable: bool = False
    unnamed: bool = False
    record: bool = False


UNCHOSEN = Description("", 0.0, 0.0)
"""Nobody said who it is: missing evidence, not a strong source."""


@dataclass(frozen=True)
class Rubric:
    """One version of the rules' numbers; config/rubrics/ has the files, docs/rubric.md the reasons.

    `ladder` holds the descriptions from the weakest to the strongest; a description's place on it is its
    rank, and rank 0 is a source whose identity nobody chose. `own` is what a team's own criteria read, and
    `brought` the packages that these come from, by name.
    """

    version: str
    weights: Mapping[str, int]
    share: Mapping[str, float]
    ladder: tuple[Description, ...]
    support: Mapping[str, Any]
    corroboration: Mapping[str, float]
    breadth: Mapping[str, float]
    reply: Mapping[str, float]
    gates: Mapping[str, int]
    limits: Mapping[str, float]
    evidence: Mapping[str, Any]
    interval: Mapping[str, float]
    bands: Mapping[str, int]
    own: Mapping[str, Any] = field(default_factory=dict)
    brought: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def strength(self) -> Floats:
        return np.array([one.strength for one in self.ladder])

    @cached_property
    def coverage(self) -> Floats:
        return np.array([one.coverage for one in self.ladder])

    @cached_property
    def identifiable(self) -> Bools:
        return np.array([one.identifiable for one in self.ladder])

    @cached_property
    def unnamed(self) -> Bools:
        return np.array([one.unnamed for one in self.ladder])

    @cached_property
    def record(self) -> Bools:
        return np.array([one.record for one in self.ladder])

    @cached_property
    def described(self) -> Bools:
        """Unnamed, but the text says what they are."""
        return np.array([one.identity == "unnamed_described" for one in self.ladder])

    @cached_property
    def corroborating(self) -> Bools:
        """What can stand beside another source: not vague, not bare, not of unknown identity."""
        alone = ("", "vague_collective", "unnamed_bare")
        return np.array([one.identity not in alone for one in self.ladder])

    @cached_property
    def rank(self) -> Mapping[tuple[str, str], int]:
        """(identity, reason) to rank; the reason is empty where the description has none."""
        return {(one.identity, one.reason or ""): at for at, one in enumerate(self.ladder)}

    def band(self, score: int) -> str:
        """The name of the band that holds `score`."""
        return max((start, name) for name, start in self.bands.items() if start <= score)[1]


def parse_rubric(data: Mapping[str, Any], brought: Mapping[str, str] | None = None) -> Rubric:
    """A rubric from the parsed TOML; `brought` says from where come the criteria that are not built in."""
    rows = sorted((Description(**row) for row in data["source"]), key=_weakest_first)
    rest = {name: value for name, value in data.items() if name not in ("source", "weights")}
    weights = {name: weight for name, weight in data["weights"].items() if weight > 0}
    return Rubric(ladder=(UNCHOSEN, *rows), weights=weights, brought=brought or {}, **rest)


def _weakest_first(one: Description) -> tuple[bool, float, float, bool, bool]:
    """Whoever is unnamed stands below whoever is not: on another's mind or the future that weighs more."""
    return (not one.unnamed, one.strength, one.coverage, one.identifiable, one.record)
