"""How far a long run is: the rate and the time that remains, on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn

from annotate.cli.output import say
from annotate.core.pace import in_words

EVERY = 10.0
"""Seconds between two lines where stderr is no terminal."""


@dataclass
class Progress:
    """Counts what is done; `expect` is told what is to come, once that is known, and `guess` until then."""

    noun: str
    show: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    done: int = 0
    total: int = 0
    guessed: bool = False

    def __post_init__(self) -> None:
        self._start = self.clock()

    def expect(self, number: int) -> None:
        self.total += number

    def guess(self, number: int) -> None:
        self.total += number
        self.guessed = True

    def step(self) -> None:
        self.done += 1
        self.show(self.words())

    def words(self) -> str:
        """`120 of 500 articles, 4.0 a second, 2 min left`; no remaining time while the total is unknown."""
        rate = self.done / max(self.clock() - self._start, 1e-9)
        known = self.total >= self.done
        of = f" of {'about ' if self.guessed else ''}{self.total:,}" if known else ""
        left = f", {in_words((self.total - self.done) / rate)} left" if known and rate else ""
        return f"{self.done:,}{of} {self.noun}, {rate:,.1f} a second{left}"


@contextmanager
def progress(noun: str) -> Iterator[Progress]:
    """A line that changes on a terminal; elsewhere a line now and then, for whoever reads the log."""
    if not sys.stderr.isatty():
        yield Progress(noun, _now_and_then())
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(noun)
        yield Progress(noun, lambda words: bar.update(task, description=words))


def _now_and_then(clock: Callable[[], float] = time.monotonic) -> Callable[[str], None]:
    said = [clock()]

    def show(words: str) -> None:
        if clock() - said[0] >= EVERY:
            said[0] = clock()
            say(words)

    return show
