"""Which port of this machine a server gets."""

from __future__ import annotations

import socket
from collections.abc import Iterator

from annotate.core.errors import StudioError

HOST = "127.0.0.1"

_TRIES = 3


def candidates(asked: int | None, last: int | None) -> Iterator[int]:
    """The ports to try, in order: the one asked for and no other; else that of the last time, then free ones.

    StudioError, when there are no more, or the one asked for is taken. Between our look and the server's
    own, another program may take a port: hence more than one.
    """
    if asked is not None:
        if _free(asked):
            yield asked
        raise StudioError(
            f"port {asked} is taken by another program, or may not be used",
            "give another one with --port, or none to have a free one chosen",
        )
    if last is not None and _free(last):
        yield last
    for _ in range(_TRIES):
        yield _any()
    raise StudioError("no free port was found on this machine", "give one with --port")


def _any() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _free(port: int) -> bool:
    """Whether nobody answers at `port` and we may listen there."""
    with socket.socket() as caller:
        caller.settimeout(1)
        if caller.connect_ex((HOST, port)) == 0:
            return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
