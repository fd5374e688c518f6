"""The hint receiver: Label Studio's webhooks in, a rung bell out, and nothing else.

A webhook is one POST without a signature and without a second try. So what it says is neither needed nor
believed: whoever knows the secret may say that something has happened, and a sweep finds out what.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from annotate.core.errors import LocalFileError
from annotate.studio.bell import Bell
from annotate.studio.watch import Health
from annotate.studio.webhook import HEADER, PATH

MOST_BYTES = 1_000_000
"""Of a webhook's body; a bigger one is refused. Nobody reads it."""
_LONGEST_BODY = 5.0
_MOST_AT_ONCE = 64
_LONGEST_START = 10.0


def application(secret: str, bell: Bell, health: Health) -> Starlette:
    """`POST /hints` with the secret rings the bell; `GET /health` says how the last sweep went."""

    async def hint(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode("latin-1"), secret.encode()):
            return Response(status_code=403)
        if not await _is_bounded(request):
            return Response(status_code=413, headers={"Connection": "close"})
        bell.ring()
        return Response(status_code=202)

    async def healthy(request: Request) -> Response:
        told = health.to_json()
        return JSONResponse(told, status_code=503 if told["status"] == "failing" else 200)

    return Starlette(routes=[Route(PATH, hint, methods=["POST"]), Route("/health", healthy, methods=["GET"])])


async def _is_bounded(request: Request) -> bool:
    """Reads the body to nowhere; whether it is short enough and comes soon enough.

    Who hangs up has hinted all the same: Label Studio waits one second and does not send it again.
    """
    seen = 0
    try:
        async with asyncio.timeout(_LONGEST_BODY):
            async for chunk in request.stream():
                seen += len(chunk)
                if seen > MOST_BYTES:
                    return False
    except TimeoutError:
        return False
    except ClientDisconnect:
        pass
    return True


@contextmanager
def receiving(application: Starlette, host: str, port: int) -> Iterator[None]:
    """Serves for as long as the block lasts, in a thread; requests under way are answered at the end.

    Raises:
        LocalFileError: when the address cannot be had.
    """
    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        log_level="critical",
        access_log=False,
        server_header=False,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_graceful_shutdown=5,
        lifespan="off",
    )
    server = uvicorn.Server(config)
    thread = Thread(target=_run, args=(server,), daemon=True)
    thread.start()
    until = monotonic() + _LONGEST_START
    while not server.started and thread.is_alive() and monotonic() < until:
        sleep(0.02)
    if not server.started:
        raise LocalFileError(f"nothing can listen at {host}:{port}", "choose another with --host and --port")
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def _run(server: uvicorn.Server) -> None:
    try:
        server.run()
    except SystemExit:  # its way to say that the port is taken
        return
