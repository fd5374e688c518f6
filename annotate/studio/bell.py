"""The bell that hints ring and watchers hear: a file of the home, so that they may be different processes."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from time import monotonic

_LOOK_EVERY = 0.5


class Bell:
    """Rung through the file's time; heard by whoever waits on the same file, in this process or another.

    Ringing while nobody waits is not lost: the next wait ends at once.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._heard = self._rung_at()
        self._stop = Event()

    def ring(self) -> None:
        self._file.touch()

    def stop(self) -> None:
        """Ends every wait in this process, now and later; safe in a signal's handler."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    def wait(self, seconds: float, burst: float = 0) -> None:
        """Waits so long, or until it is rung and the `burst` that then follows is over.

        What rings from now on is for the next wait: it may be about what is read from now on.
        """
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0 and not self.stopped:
            if self._rung_at() != self._heard:
                self._stop.wait(burst)
                break
            self._stop.wait(min(left, _LOOK_EVERY))
        self._heard = self._rung_at()

    def _rung_at(self) -> int:
        try:
            return self._file.stat().st_mtime_ns
        except OSError:
            return 0
