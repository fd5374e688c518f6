"""How fast somebody works, from the labelling page's own timer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

RECENT = 20
"""How many of the last finished articles a pace is taken from."""
INFLATED = 3
"""A timer above so many times the median of these is left out: it ran while nobody worked."""
LEAST = 3
"""Below so many timers there is no pace."""

RULE = (
    f"the median of the last {RECENT} finished articles; a timer above {INFLATED} times their median ran on "
    f"while nobody worked and is left out; below {LEAST} articles nothing is said"
)
"""The same in words, for whoever is shown a pace."""


@dataclass(frozen=True)
class Pace:
    """Median seconds an article, of `n` articles; `left_out` timers were inflated."""

    seconds: float
    n: int
    left_out: int


def pace(timers: Sequence[float]) -> Pace | None:
    """The present pace from the seconds of finished articles, in the order they were finished.

    The page's timer runs for as long as the page lies open, over lunch too, so a mean would say more about
    lunches than about articles. `RULE` says what is done.
    """
    recent = timers[-RECENT:]
    if len(recent) < LEAST:
        return None
    bound = INFLATED * median(recent)
    kept = [seconds for seconds in recent if seconds <= bound]
    return Pace(median(kept), len(kept), len(recent) - len(kept))


def in_words(seconds: float) -> str:
    """`40 s`, `12 min`, `3 h 5 min`."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "")))
