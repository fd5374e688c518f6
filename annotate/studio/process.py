"""A server's process: made to outlive us, known again, and ended only when it is provably ours."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_MODULE = "label_studio.server"
_CLOCK_SLACK = 5.0
"""Seconds that a start time may seem to move when the machine's clock is set."""
_PATIENCE = 20.0

_children: dict[int, subprocess.Popen[bytes]] = {}
"""The servers this very process started: as their parent it must collect them when they end."""


@dataclass(frozen=True)
class Identity:
    """A process, not to be mistaken for another that was given its number later.

    Attributes:
        pid: the process number.
        started: when it began, in seconds since 1970, as the system tells it.
        port: the one in its command line.
    """

    pid: int
    started: float
    port: int


def spawn(python: Path, arguments: Sequence[str], port: int, env: Mapping[str, str], log: Path) -> Identity:
    """Starts Label Studio in a session of its own: Ctrl-C in our terminal does not reach it."""
    command = [str(python), "-m", _MODULE, *arguments, "--port", str(port)]
    # The log names invite links: nobody else's to read.
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as out:
        child = subprocess.Popen(
            command,
            env=dict(env),
            cwd=log.parent,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _children[child.pid] = child
    return Identity(child.pid, psutil.Process(child.pid).create_time(), port)


def find(identity: Identity) -> psutil.Process | None:
    """The living process of `identity`: same number, same start, and a Label Studio at that port."""
    _collect(identity.pid)
    try:
        process = psutil.Process(identity.pid)
        if abs(process.create_time() - identity.started) > _CLOCK_SLACK:
            return None
        command = process.cmdline()
        ours = _MODULE in command and command[-2:] == ["--port", str(identity.port)]
        return process if ours and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.Error:
        return None


def listening(process: psutil.Process) -> set[int]:
    """The ports at which `process` itself accepts connections; nobody else can answer there then."""
    try:
        return {c.laddr.port for c in process.net_connections() if c.status == psutil.CONN_LISTEN}
    except psutil.Error:
        return set()


def end(identity: Identity) -> None:
    """Asks the process and what it started to end, waits, and kills what has not after 20 seconds."""
    process = find(identity)
    if process is None:
        return
    family = [process]
    try:
        family += process.children(recursive=True)
        for member in family:
            member.terminate()
    except psutil.NoSuchProcess:
        pass
    _, stubborn = psutil.wait_procs(family, timeout=_PATIENCE)
    for member in stubborn:
        member.kill()
    psutil.wait_procs(stubborn, timeout=_PATIENCE)
    _collect(identity.pid)


def _collect(pid: int) -> None:
    child = _children.get(pid)
    if child is not None and child.poll() is not None:
        del _children[pid]
