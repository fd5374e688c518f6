"""The command line in processes of its own that may be killed at any instant.

They are forked from a process in which everything is imported already: a command starts in hundredths of a
second, and hundreds of them can be killed in minutes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx

from annotate.cli import run
from annotate.studio import client, feed, sweep
from annotate.studio import load as loading
from tests.faults.injected import PATIENCE

FEW = 4
"""Tasks a page and a batch: a desk of a few articles is read and written in several steps."""
OVERLAP = timedelta(seconds=2)
"""Read again before the watermark: little, so that a cursor that is ahead of the data would show."""
LONGEST = 120.0

_servers = multiprocessing.get_context("forkserver")
_servers.set_forkserver_preload(["tests.faults.histories.warm"])


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, or the signal that killed it as a negative number."""

    arguments: tuple[str, ...]
    code: int
    said: str


@dataclass(frozen=True)
class Started:
    """A command that is under way."""

    arguments: tuple[str, ...]
    process: BaseProcess
    said: Path

    def alive(self) -> bool:
        return self.process.is_alive()

    def kill(self) -> None:
        self.process.kill()

    def end(self) -> Ended:
        """Waits for it. One that does not come to an end is a failure of its own."""
        self.process.join(LONGEST)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
            raise AssertionError(f"annotate {' '.join(self.arguments)} did not end: {self._text()}")
        code = self.process.exitcode
        assert code is not None
        return Ended(self.arguments, code, self._text())

    def _text(self) -> str:
        return self.said.read_text("utf-8") if self.said.exists() else ""


def start(environment: Mapping[str, str], said: Path, *arguments: str, hurried: bool = True) -> Started:
    """Starts `annotate` with these arguments; what it says goes to the file `said`.

    A `hurried` one waits for an answer no longer than histories can afford, the others as long as always.
    """
    asked = (arguments, dict(environment), str(said), hurried)
    process = _servers.Process(target=_annotate, args=asked, daemon=True)
    process.start()
    return Started(arguments, process, said)


def _annotate(arguments: tuple[str, ...], environment: dict[str, str], said: str, hurried: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it goes with the one who asked
    out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    for name in [name for name in os.environ if name.startswith("ANNOTATE_")]:
        del os.environ[name]
    os.environ.update(environment)
    if hurried:
        client._TIMEOUT = httpx.Timeout(PATIENCE, connect=1)
    loading.BATCH = feed.PAGE = FEW
    sweep.OVERLAP = OVERLAP
    sys.exit(run(list(arguments)))
