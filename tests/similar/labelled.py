"""Statements labelled by hand, and how far clusters of them are right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from annotate.similar.assertions import echoes

Pair = tuple[str, str]


@dataclass(frozen=True)
class Held:
    """Pairs of statements: those that belong together, and those that were put together."""

    right: frozenset[Pair]
    found: frozenset[Pair]

    @property
    def precision(self) -> float:
        return len(self.right & self.found) / len(self.found)

    @property
    def recall(self) -> float:
        return len(self.right & self.found) / len(self.right)


def labelled() -> list[tuple[str, str]]:
    """Each statement of statements.txt behind its group."""
    lines = Path(__file__).with_name("statements.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(group, statement) for group, statement in rows]


def held() -> Held:
    rows = labelled()
    right = (((a, s), (b, t)) for (a, s), (b, t) in combinations(rows, 2) if a == b)
    found = echoes([statement for _, statement in rows])
    together = (pair for one in found.clusters for pair in combinations([rows[at][1] for at in one], 2))
    return Held(frozenset((s, t) for (_, s), (_, t) in right), frozenset(together))
