"""One request and its answer, with an end to its size and its time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import version
from ssl import SSLContext

import httpcore
import httpx

from annotate.core.errors import Refused
from annotate.intake.decode import MAX_BYTES
from annotate.intake.inflate import Inflating
from annotate.intake.web.network import Connect, Deadline, Guarded, Resolve
from annotate.intake.web.private import Place

_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
)
_BACKOFF = 30.0
"""Seconds, where a busy server does not say how long."""


@dataclass(frozen=True)
class Limits:
    """What one answer may take: bytes as sent and as unpacked, seconds in all and for one step, redirects."""

    bytes: int = MAX_BYTES
    seconds: float = 60.0
    step: float = 20.0
    redirects: int = 5


@dataclass(frozen=True)
class Asked:
    """How a request is made."""

    allow: frozenset[Place]
    limits: Limits
    resolve: Resolve
    connect: Connect
    clock: Callable[[], float]


@dataclass(frozen=True)
class Answer:
    """Status, headers by their names in lower case, and the unpacked content of a 200."""

    url: str
    status: int
    headers: Mapping[str, str]
    data: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str | None:
        return self.headers.get(name)


def agent(contact: str | None) -> str:
    """Who asks, and how to reach them."""
    whom = f"{contact}; " if contact else ""
    return f"annotate/{version('annotate')} ({whom}reads news articles for annotation)"


def ask(url: str, headers: Mapping[str, str], asked: Asked) -> Answer:
    """The answer to one GET, redirects not followed.

    Raises:
        Refused: a private address, too much, too slow, or no connection.
    """
    parts = httpx.URL(url)
    target = httpcore.URL(
        scheme=parts.raw_scheme, host=parts.raw_host, port=parts.port, target=parts.raw_path
    )
    step = dict.fromkeys(("connect", "read", "write", "pool"), asked.limits.step)
    deadline = Deadline(asked.clock() + asked.limits.seconds, asked.clock)
    backend = Guarded(asked.allow, deadline, asked.resolve, asked.connect)
    said = [("Accept", _ACCEPT), ("Accept-Encoding", "gzip"), *headers.items()]
    try:
        with (
            httpcore.ConnectionPool(_tls(), network_backend=backend) as pool,
            pool.stream("GET", target, headers=said, extensions={"timeout": step}) as response,
        ):
            return _read(url, response, asked.limits)
    except httpcore.TimeoutException as error:
        raise Refused("the server does not answer in time") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise Refused(f"the server cannot be read: {error or type(error).__name__}") from error


def retry_after(answer: Answer, now: datetime) -> float:
    """Seconds that a busy server asks for, as a number or a date (RFC 9110, 10.2.3)."""
    said = (answer.header("retry-after") or "").strip()
    if said.isdecimal():
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return _BACKOFF
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


def _read(url: str, response: httpcore.Response, limits: Limits) -> Answer:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
    if response.status != 200:
        return Answer(url, response.status, headers)
    packed = headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Refused(f"it is compressed with {packed}, which was not asked for")
    size = headers.get("content-length", "")
    if size.isdecimal() and int(size) > limits.bytes:
        raise Refused(f"it has {int(size):,} bytes; at most {limits.bytes:,} are read")
    return Answer(
        url, 200, headers, _content(response.iter_stream(), packed not in ("", "identity"), limits.bytes)
    )


def _content(chunks: Iterable[bytes], packed: bool, limit: int) -> bytes:
    inflating = Inflating(limit) if packed else None
    data, sent = bytearray(), 0
    for chunk in chunks:
        sent += len(chunk)
        data += inflating.feed(chunk) if inflating else chunk
        if max(sent, len(data)) > limit:
            raise Refused(f"it has more than {limit:,} bytes")
    if inflating and sent and not inflating.whole:
        raise Refused("its compression is broken: it is cut off")
    return bytes(data)


@cache
def _tls() -> SSLContext:
    return httpcore.default_ssl_context()
