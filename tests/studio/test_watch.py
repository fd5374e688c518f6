"""Watching: when a sweep is due, what ends it, and what it outlives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from time import monotonic

import pytest

from annotate.core.errors import Locked, NotReady, StudioError
from annotate.studio.bell import Bell
from annotate.studio.swept import Swept
from annotate.studio.watch import Health, Pace, watch

FOUND, NOTHING = Swept(new=1), Swept(unchanged=9)


class Told(Bell):
    """A bell that keeps how long each wait was to be, and stops after the last sweep."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.waits: list[float] = []

    def wait(self, seconds: float, burst: float = 0) -> None:
        self.waits.append(seconds)


def watched(bell: Bell, *outcomes: Swept | Exception, health: Health | None = None) -> list[str]:
    """What is said while sweeps turn out like this."""
    left: Iterator[Swept | Exception] = iter(outcomes)
    last, said = len(outcomes), []

    def sweep() -> Swept:
        nonlocal last
        last -= 1
        if not last:
            bell.stop()
        outcome = next(left)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    watch(sweep, bell, health or Health(), said.append, Pace(10, 60, 0))
    return said


def test_it_sweeps_at_once_and_then_less_and_less_often_until_something_happens(tmp_path: Path) -> None:
    bell = Told(tmp_path / "hints")
    watched(bell, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, FOUND, NOTHING)
    assert bell.waits == [0, 10, 20, 40, 60, 60, 10]


@pytest.mark.parametrize("error", [StudioError("away"), Locked("busy"), NotReady("no database")])
def test_it_outlives_what_passes_and_says_it_once(tmp_path: Path, error: Exception) -> None:
    health = Health()
    said = watched(Told(tmp_path / "hints"), FOUND, error, error, FOUND, health=health)
    assert said == [str(error), "sweeping again"]
    assert health.to_json()["status"] == "ok"


def test_a_bug_ends_it(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        watched(Told(tmp_path / "hints"), ZeroDivisionError())


def test_a_hint_ends_the_wait_and_one_that_came_before_it_too(tmp_path: Path) -> None:
    ours, theirs = Bell(tmp_path / "hints"), Bell(tmp_path / "hints")
    theirs.ring()
    begun = monotonic()
    ours.wait(30)
    Timer(0.3, theirs.ring).start()
    ours.wait(30)
    assert monotonic() - begun < 5


def test_stopping_ends_the_wait(tmp_path: Path) -> None:
    bell, begun = Bell(tmp_path / "hints"), monotonic()
    Timer(0.2, bell.stop).start()
    bell.wait(30)
    assert bell.stopped
    assert monotonic() - begun < 5
