"""Connections that lead where they were checked to lead, and end in time.

The name is resolved once, here, every address it has is checked, and the connection goes to one of those: a
name that answers differently the second time gains nothing. TLS still holds the certificate against the name.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import httpcore

from annotate.core.errors import Refused
from annotate.intake.web.private import Place, refuse_private

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host, in the order to try them; raises OSError."""
Connect = Callable[[str, int, float | None], httpcore.NetworkStream]
"""A connection to an address that was checked; raises httpcore's errors."""


def resolve(host: str, port: int) -> list[str]:
    """What the system says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def connect(address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout)


@dataclass
class Deadline:
    """A moment that reading may not outlast, however slowly somebody drips."""

    at: float
    clock: Callable[[], float]

    def left(self, timeout: float | None = None) -> float:
        """Seconds until then, at most `timeout`.

        Raises:
            Refused: when it has passed.
        """
        left = self.at - self.clock()
        if left <= 0:
            raise Refused("it takes too long")
        return left if timeout is None else min(left, timeout)


@dataclass
class Guarded(httpcore.NetworkBackend):
    """Connects to checked addresses alone; `allow` names the places that may be private."""

    allow: frozenset[Place]
    deadline: Deadline
    resolve: Resolve = resolve
    connect: Connect = connect

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = Refused("its host has no address")
        for address in self._checked(host, port):
            try:
                return _Timed(self.connect(address, port, self.deadline.left(timeout)), self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """Every address of the host; one private one among them is reason enough."""
        try:
            addresses = self.resolve(host, port)
        except OSError as error:
            raise Refused(f"the host {host} is not known") from error
        if (host.lower(), port) not in self.allow:
            for address in addresses:
                refuse_private(address)
        return addresses


@dataclass
class _Timed(httpcore.NetworkStream):
    """A connection on which no byte comes after the deadline."""

    inner: httpcore.NetworkStream
    deadline: Deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, self.deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, self.deadline.left(timeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self.inner.start_tls(ssl_context, server_hostname, self.deadline.left(timeout))
        return _Timed(secured, self.deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - theirs
        return self.inner.get_extra_info(info)
