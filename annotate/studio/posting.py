"""Batches that leave while the one before them is looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Posting(Generic[T]):
    """Sends batches from whatever thread asks for the next one."""

    def __init__(self, send: Callable[[T], None]) -> None:
        self._send = send
        self._under_way = Lock()
        self._halted = False

    def each(self, batches: Iterator[T]) -> Iterator[T]:
        """The same batches, each once it has been sent."""
        for batch in batches:
            with self._under_way:
                if self._halted:
                    return
                self._send(batch)
            yield batch

    def halt(self) -> None:
        """Waits for the batch that is under way, and lets no other leave: who looks next sees all of it."""
        with self._under_way:
            self._halted = True
