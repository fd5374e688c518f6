"""Times two things in turn, A B A B …, and compares their medians, so that a drifting machine hits both."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True)
class Result:
    """A benchmark's outcome; `goal` is the most that `ratio` may be."""

    name: str
    ratio: float
    goal: float
    detail: str

    @property
    def holds(self) -> bool:
        return self.ratio <= self.goal

    def to_json(self) -> dict[str, object]:
        return {**asdict(self), "holds": self.holds}


def ratio(
    one: Callable[[], object],
    other: Callable[[], object],
    runs: int = 9,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float, float]:
    """Median seconds of `one`, of `other`, and their ratio, after a warm-up of each."""
    one(), other()
    times = [(timed(one, clock), timed(other, clock)) for _ in range(runs)]
    a, b = median(t[0] for t in times), median(t[1] for t in times)
    return a, b, a / b


def timed(what: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds that one call takes, by `clock`."""
    start = clock()
    what()
    return clock() - start
