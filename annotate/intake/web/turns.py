"""One request a host at a time, and a pause after each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from annotate.core.errors import Refused

PATIENCE = 120.0
"""Seconds that we wait for a host that wants to be left alone; a host that wants longer is left for today."""


class Turns:
    """Who asks which host when; threads may share it."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock, self._sleep = clock, sleep
        self._locks: dict[str, Lock] = {}
        self._free_at: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, pause: float) -> Iterator[None]:
        """Waits until the host may be asked; `pause` seconds after this request it may be asked again.

        Raises:
            Refused: when the host wants to be left alone for longer than `PATIENCE`.
        """
        with self._locks.setdefault(host, Lock()):
            wait = self._free_at.get(host, 0.0) - self._clock()
            if wait > PATIENCE:
                raise Refused(f"{host} asks not to be asked again for {wait:.0f} s")
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                self._free_at[host] = max(self._free_at.get(host, 0.0), self._clock() + pause)

    def rest(self, host: str, seconds: float) -> None:
        """Leaves the host alone for so long, as it asked."""
        self._free_at[host] = max(self._free_at.get(host, 0.0), self._clock() + seconds)
