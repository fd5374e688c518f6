"""How many articles a file holds that is read as it comes, by the bytes that those so far have taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Estimate:
    """Tells `guess` by how many the guess has changed; `size` is that of the file, in bytes."""

    size: int
    guess: Callable[[int], None]
    said: int = 0

    def at(self, place: int, given: int) -> None:
        """The first `place` bytes held the first `given` articles."""
        if place and given:
            now = max(given, round(given * self.size / place))
            self.guess(now - self.said)
            self.said = now
