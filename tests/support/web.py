"""A web server on loopback that plays whatever a test wants of it, and a client that may ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from annotate.intake.web import Fetcher

Headers = Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What a path answers; `body` may be chunks, also without an end."""

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: Headers = field(default_factory=dict)


Route = Reply | Callable[[Headers], Reply]


@dataclass
class Web:
    """The server's pages by path, and what it was asked, in order."""

    port: int
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[Headers] = field(default_factory=list)
    stopping: Event = field(default_factory=Event)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def page(self, path: str, html: str, **headers: str) -> str:
        """Puts a page there; its address."""
        given = {"Content-Type": "text/html; charset=utf-8", **headers}
        self.routes[path] = Reply(html.encode(), headers=given)
        return self.url(path)

    def fetcher(self, **more: Any) -> Fetcher:
        """A client that may ask this server, and does not wait between requests."""
        return Fetcher(**{"allow": frozenset({("127.0.0.1", self.port)}), "delay": 0.0, **more})


@contextmanager
def serving() -> Iterator[Web]:
    """A server on a free port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    web = server.web = Web(server.server_address[1])  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield web
    finally:
        web.stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        web: Web = self.server.web  # type: ignore[attr-defined]
        web.asked.append(self.path)
        web.headers.append(dict(self.headers))
        route = web.routes.get(self.path, Reply(status=404))
        reply = route if isinstance(route, Reply) else route(dict(self.headers))
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        self._write([reply.body] if isinstance(reply.body, bytes) else reply.body, web)

    def _write(self, chunks: Iterable[bytes], web: Web) -> None:
        try:
            for chunk in chunks:
                if web.stopping.is_set():
                    return
                self.wfile.write(chunk)
        except OSError:
            return  # who asked has had enough

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
