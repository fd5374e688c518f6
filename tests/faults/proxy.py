"""A proxy between us and the real Label Studio that lets requests go wrong; see `injected.py` for how."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler
from itertools import repeat
from typing import Any
from urllib.parse import urlsplit

CLOSED_FOR = 0.3
"""Seconds that nobody listens after a refusal."""
LONGEST = 60.0
_OF_THE_HOP = ("connection", "keep-alive", "transfer-encoding", "content-length", "server", "date")


@dataclass(frozen=True)
class Reply:
    """What the server answered; `headers` without those that concern the connection alone."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


Fault = Callable[["Exchange"], None]


class Exchange(BaseHTTPRequestHandler):
    """One connection of ours; a fault acts on the request that is under way."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Proxy  # type: ignore[assignment]
    body: bytes

    def _serve(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.server.arrived()
        with self.server.under_way():
            if fault is None:
                self.answer(self.forward())
            else:
                fault(self)

    do_GET = do_POST = do_PATCH = do_DELETE = _serve  # noqa: N815 - names that http.server looks for

    def forward(self) -> Reply:
        """The request carried out by the real server."""
        told = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        with closing(HTTPConnection(self.server.host, self.server.port, timeout=LONGEST)) as real:
            real.request(self.command, self.path, self.body, {**told, "Connection": "close"})
            response = real.getresponse()
            return Reply(response.status, response.getheaders(), response.read())

    def answer(self, reply: Reply, *, length: int | None = None) -> None:
        """Passes a reply on; `length` is what is claimed of the body where that is not the truth."""
        self.send_response_only(reply.status)
        headers = {name.lower(): value for name, value in reply.headers}
        self.send_header("Date", headers.get("date") or self.date_time_string())
        for name, value in headers.items():
            if name not in _OF_THE_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body) if length is None else length))
        if self.server.is_about_to_close():
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(reply.body)

    def reset(self) -> None:
        """Ends the connection as a crash would (RST)."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def until_given_up(self, seconds: float) -> None:
        """Says nothing until the other side hangs up."""
        self.connection.settimeout(seconds)
        with suppress(OSError):
            self.connection.recv(1)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has in http.server
        pass


class Proxy:
    """Listens on a port of its own until `close`.

    Attributes:
        url: what to give to whoever is to speak through it.
        seen: how many requests have come since the last `expect`.
        injected: how often each fault has been injected.
    """

    def __init__(self, url: str) -> None:
        self.host, self.port = urlsplit(url).hostname or "", urlsplit(url).port or 0
        self.injected: Counter[str] = Counter()
        self.seen = 0
        self._lock = threading.Condition()
        self._plan: Iterator[Fault | None] = repeat(None)
        self._next: Fault | None = None
        self._active = 0
        self._closed = False
        self._listener = self._listen(0)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def expect(self, plan: Iterator[Fault | None]) -> None:
        """From now on each request meets the next fault of `plan`, or none."""
        with self._lock:
            self._plan, self.seen = plan, 0
            self._next = next(plan, None)

    def wait(self, request: int, alive: Callable[[], bool]) -> bool:
        """Waits until that many requests have come since `expect`, for as long as `alive`."""
        with self._lock:
            while self.seen < request:
                if not self._lock.wait(0.01) and not alive():
                    return False
        return True

    def drain(self) -> None:
        """Waits until no request is under way any more, also those whose client has gone."""
        with self._lock:
            self._plan, self._next = repeat(None), None
            self._lock.wait_for(lambda: not self._active, LONGEST)

    def close(self) -> None:
        self._closed = True
        self._thread.join()
        self.drain()

    def arrived(self) -> Fault | None:
        """What the request that has just come meets."""
        with self._lock:
            fault, self._next = self._next, next(self._plan, None)
            self.seen += 1
            if fault is not None:
                self.injected[fault.__name__] += 1
            self._lock.notify_all()
        return fault

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Counts a request for as long as anything of it may still happen."""
        with self._lock:
            self._active += 1
        try:
            yield
        finally:
            with self._lock:
                self._active -= 1
                self._lock.notify_all()

    def is_about_to_close(self) -> bool:
        """Whether the next request is to find nobody listening."""
        return getattr(self._next, "closes_before", False)

    def _listen(self, port: int) -> socket.socket:
        return socket.create_server(("127.0.0.1", port), backlog=64)

    def _accept(self) -> None:
        port = self._listener.getsockname()[1]
        while not self._closed:
            if self._refuses():
                self._listener.close()
                time.sleep(CLOSED_FOR)
                self._listener = self._listen(port)
            self._listener.settimeout(0.02)
            with suppress(TimeoutError):
                connection, address = self._listener.accept()
                connection.settimeout(None)
                threading.Thread(target=self._handle, args=(connection, address), daemon=True).start()
        self._listener.close()

    def _refuses(self) -> bool:
        with self._lock:
            if not self.is_about_to_close() or self._active:
                return False
            self.injected[self._next.__name__] += 1  # type: ignore[union-attr]
            self._next = next(self._plan, None)
            return True

    def _handle(self, connection: socket.socket, address: object) -> None:
        with suppress(OSError, HTTPException), connection:
            Exchange(connection, address, self)  # type: ignore[arg-type]
