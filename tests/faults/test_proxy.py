"""Each fault that histories inject, alone: what we make of it, and how often a write was carried out."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import chain, repeat

import pytest

from annotate.core.errors import StudioError
from annotate.studio import client
from annotate.studio.client import Studio
from annotate.studio.errors import StudioAnswered, StudioGarbled, StudioUnreachable
from tests.faults import injected
from tests.faults.proxy import Fault, Proxy

LEGACY, PERSONAL = "0" * 40, "eyJ.a.b"


class Counting(BaseHTTPRequestHandler):
    """A server that counts what it carries out, and gives an access token to whoever asks for one."""

    protocol_version = "HTTP/1.1"
    carried_out: list[str]

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.path.startswith("/api/token"):
            self.carried_out.append(self.command)
        body = b'{"access": "one", "said": "done"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = _answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def carried_out() -> list[str]:
    return []


@pytest.fixture
def proxy(carried_out: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    monkeypatch.setattr(client, "_TIMEOUT", 0.3)
    server = HTTPServer(("127.0.0.1", 0), type("Counts", (Counting,), {"carried_out": carried_out}))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    proxy = Proxy(f"http://127.0.0.1:{server.server_port}")
    try:
        yield proxy
    finally:
        proxy.close()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("fault", "write", "times"),
    [
        (injected.refused, StudioUnreachable, 0),
        (injected.reset, StudioUnreachable, 0),
        (injected.cut_off, StudioUnreachable, 1),
        (injected.late, StudioUnreachable, 1),
        (injected.lands_late, StudioUnreachable, 1),
        (injected.too_many, StudioAnswered, 0),
        (injected.failed, StudioAnswered, 1),
        (injected.bad_gateway, StudioAnswered, 0),
        (injected.signed_out, StudioAnswered, 0),
        (injected.replayed, None, 2),
        (injected.gzip_nonsense, StudioGarbled, 1),
        (injected.no_gzip, StudioGarbled, 1),
    ],
)
def test_a_write_is_never_repeated_by_us(
    proxy: Proxy, carried_out: list[str], fault: Fault, write: type[StudioError] | None, times: int
) -> None:
    _meets(proxy, fault)
    with Studio(proxy.url, LEGACY) as studio:
        if write is None:
            assert studio.post("/api/x")["said"] == "done"
        else:
            with pytest.raises(write) as failed:
                studio.post("/api/x")
            assert failed.value.remedy or fault is injected.too_many
    proxy.drain()
    assert carried_out == ["POST"] * times


@pytest.mark.parametrize("fault", [one for one in injected.ALL if one is not injected.signed_out])
def test_a_read_is_repeated_until_it_is_answered(proxy: Proxy, fault: Fault) -> None:
    _meets(proxy, fault)
    with Studio(proxy.url, LEGACY) as studio:
        assert studio.get("/api/x")["said"] == "done"


def test_a_token_that_ran_out_is_renewed_in_the_middle(proxy: Proxy, carried_out: list[str]) -> None:
    with Studio(proxy.url, PERSONAL) as studio:
        studio.get("/api/x")
        _meets(proxy, injected.signed_out)
        assert studio.post("/api/x")["said"] == "done"
    assert carried_out == ["GET", "POST"]


def test_a_token_that_is_refused_for_good_is_not_tried_again(proxy: Proxy, carried_out: list[str]) -> None:
    proxy.expect(repeat(injected.signed_out))
    with Studio(proxy.url, LEGACY) as studio, pytest.raises(StudioAnswered, match="refuses the token"):
        studio.get("/api/x")
    assert (proxy.injected["signed_out"], carried_out) == (1, [])


def _meets(proxy: Proxy, fault: Fault) -> None:
    """The next request meets that fault, the ones after it none."""
    proxy.expect(chain([fault], repeat(None)))
    while proxy.is_about_to_close():  # it still listens for the moment
        time.sleep(0.02)
