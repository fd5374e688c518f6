"""Sweeping again and again: soon after something happened, seldom while nothing does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from annotate.core.errors import Locked, NotReady, StudioError
from annotate.store.types import now
from annotate.studio.bell import Bell
from annotate.studio.swept import Swept


@dataclass(frozen=True)
class Pace:
    """Seconds between sweeps.

    Attributes:
        shortest: after a sweep that found something, or a hint; doubled each time that nothing happened.
        longest: never longer than that, hint or none.
        burst: after a hint, so that one sweep answers many.
    """

    shortest: float = 10.0
    longest: float = 60.0
    burst: float = 1.0


@dataclass
class Health:
    """How the last sweep went, for whoever asks from another thread.

    Attributes:
        swept_at: when one last came to its end; None before the first.
        failure: why the last one did not; None where it did.
    """

    swept_at: datetime | None = None
    failure: str | None = None
    _lock: Lock = field(default_factory=Lock, repr=False)

    def went(self, failure: str | None) -> None:
        with self._lock:
            self.failure = failure
            self.swept_at = self.swept_at if failure else now()

    def to_json(self) -> dict[str, str | None]:
        """Nothing secret in it: the reason of a failure is for the log."""
        with self._lock:
            state = "failing" if self.failure else "waiting" if self.swept_at is None else "ok"
            return {"status": state, "swept_at": self.swept_at.isoformat() if self.swept_at else None}


def watch(
    sweep: Callable[[], Swept], bell: Bell, health: Health, say: Callable[[str], None], pace: Pace
) -> None:
    """Sweeps until the bell is stopped; a sweep under way is brought to its end.

    A server that is away, a database that is, or another command at work are waited for; each is said once.
    """
    pause = 0.0
    while not bell.stopped:
        bell.wait(pause, pace.burst)
        if not bell.stopped:
            found = _swept(sweep, health, say)
            pause = pace.shortest if found else min(max(2 * pause, pace.shortest), pace.longest)


def _swept(sweep: Callable[[], Swept], health: Health, say: Callable[[str], None]) -> bool:
    """Whether a sweep found something new; a failure is not that."""
    before = health.failure
    try:
        found = sweep()
    except (StudioError, Locked, NotReady) as error:
        health.went(str(error))
        if health.failure != before:
            say(str(error))
        return False
    health.went(None)
    if before is not None:
        say("sweeping again")
    return found.new + found.changed + found.withdrawn + found.quarantined > 0
