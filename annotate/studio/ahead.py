"""Reading ahead: the next page is fetched while this one is stored."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items; each is being made while the one before it is used, and so is an error.

    Never more than one is made in advance.
    """
    coming = _next(items)
    while (item := coming.result()) is not None:
        coming = _next(items)
        yield item


def _next(items: Iterator[T]) -> Future[T | None]:
    """In a daemon thread: who is interrupted must not wait for a server that does not answer."""
    future: Future[T | None] = Future()

    def make() -> None:
        try:
            future.set_result(next(items, None))
        except BaseException as error:
            future.set_exception(error)

    Thread(target=make, daemon=True).start()
    return future
