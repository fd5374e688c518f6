"""Where the work is done, behind the one interface that the standard library has for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from threading import Thread
from typing import Any, cast

from annotate.core.errors import UsageError

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Workers share the cores; a matrix that each of them spreads over all would slow all of them."""
_TIMEOUT = 30
"""Seconds in which a scheduler has to answer."""


@contextmanager
def executor(workers: int, scheduler: str | None = None) -> Iterator[tuple[Executor, int]]:
    """Where functions can be submitted to, and how many run at once.

    Without a scheduler these are processes of this machine, forked from one that has imported what they need
    and nothing else, so that they hold nothing of ours and begin at once. With the address of a Dask
    scheduler it is whatever workers that has; they read the sources by the same paths.

    Raises:
        UsageError: when the extra `bulk` is not installed, or no scheduler answers.
    """
    if scheduler is not None:
        yield from _dask(scheduler)
        return
    was = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        with ProcessPoolExecutor(workers, mp_context=_forkserver(), initializer=_end_with_parent) as pool:
            try:
                yield pool, workers
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    finally:
        for name, value in was.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def _forkserver() -> BaseContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(["annotate.bulk.part", "trafilatura"])
    return context


def _end_with_parent() -> None:
    """Ends this worker when whoever gives it work is gone, by `kill -9` too: else it would wait for ever."""

    def watch() -> None:
        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _dask(scheduler: str) -> Iterator[tuple[Executor, int]]:
    client = _connected(scheduler)
    try:
        cores = sum(client.ncores().values())
        yield client.get_executor(), max(cores, 1)
    finally:
        client.close()


def _connected(scheduler: str) -> Any:  # noqa: ANN401 - Dask has no types
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "--scheduler needs the extra `bulk`, which is not installed",
            "install it with: pip install 'annotate[bulk]'",
        ) from error
    try:
        return cast(Any, Client)(scheduler, timeout=_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no Dask scheduler answers at {scheduler}: {error}", "start one with: dask scheduler"
        ) from error


def is_lost(error: BaseException) -> bool:
    """Whether a worker ended with a piece so often that its scheduler gave the piece up."""
    return type(error).__name__ == "KilledWorker"
