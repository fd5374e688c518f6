"""Several hosts asked at once, each one request at a time; the answers in the order of the addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

from annotate.intake.host import host_of

T = TypeVar("T")

AT_ONCE = 8
"""Hosts that are asked at once."""
WINDOW = 64
"""Addresses beyond the one that is waited for whose answers may be kept."""


def ahead(urls: Sequence[str], ask: Callable[[str], T]) -> Iterator[Future[T]]:
    """What `ask` gives or raises for each address, in their order, while it asks other hosts for the next.

    Whoever stops listening, by Ctrl-C too, waits for nobody: requests under way end by themselves.
    """
    asking = _Asking(urls, ask)
    try:
        for number in range(len(urls)):
            yield asking.answer(number)
    finally:
        asking.end()


@dataclass
class _Asking(Generic[T]):
    """Addresses by their numbers: those that wait, the hosts under way, the answers that are there."""

    urls: Sequence[str]
    ask: Callable[[str], T]
    answers: dict[int, Future[T]] = field(default_factory=dict)
    busy: set[str] = field(default_factory=set)
    asked: dict[str, int] = field(default_factory=dict)
    workers: int = 0

    def __post_init__(self) -> None:
        self.waiting = list(range(len(self.urls)))
        self.hosts = [host_of(url) for url in self.urls]
        self.given: SimpleQueue[int | None] = SimpleQueue()
        self.done: SimpleQueue[tuple[int, Future[T]]] = SimpleQueue()

    def answer(self, number: int) -> Future[T]:
        """Waits for the answer to this address, the first that nobody has asked for yet."""
        self._take_all()
        self._give_out(number)
        while number not in self.answers:
            self._take(*self.done.get())
            self._give_out(number)
        return self.answers.pop(number)

    def end(self) -> None:
        for _ in range(self.workers):
            self.given.put(None)

    def _take_all(self) -> None:
        while True:
            try:
                self._take(*self.done.get_nowait())
            except Empty:
                return

    def _take(self, number: int, answer: Future[T]) -> None:
        self.answers[number] = answer
        self.busy.discard(self.hosts[number])

    def _give_out(self, first: int) -> None:
        while len(self.busy) < AT_ONCE and (number := self._next(first)) is not None:
            host = self.hosts[number]
            self.waiting.remove(number)
            self.busy.add(host)
            self.asked[host] = len(self.urls) - len(self.waiting)
            if len(self.busy) > self.workers:
                # A daemon, since the interpreter would wait for a thread of a pool at its end.
                Thread(target=self._work, daemon=True).start()
                self.workers += 1
            self.given.put(number)

    def _next(self, first: int) -> int | None:
        """Of the hosts that nobody asks just now, the one that was left alone for the longest."""
        near = (one for one in islice(self.waiting, WINDOW) if one < first + WINDOW)
        free = [one for one in near if self.hosts[one] not in self.busy]
        return min(free, key=lambda one: (self.asked.get(self.hosts[one], 0), one), default=None)

    def _work(self) -> None:
        while (number := self.given.get()) is not None:
            answer: Future[T] = Future()
            try:
                answer.set_result(self.ask(self.urls[number]))
            except Exception as error:  # whatever it is, whoever wants the answer gets it
                answer.set_exception(error)
            self.done.put((number, answer))
