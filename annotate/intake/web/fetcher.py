"""Fetching as a good guest: checked addresses, limits, robots.txt, one request a host at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin

import httpx

from annotate.core.errors import Refused
from annotate.intake.document import Document, media_type
from annotate.intake.web import asking
from annotate.intake.web.asking import Answer, Asked, Limits
from annotate.intake.web.network import Connect, Resolve, connect, resolve
from annotate.intake.web.private import Place
from annotate.intake.web.robots import MAX_BYTES as MAX_ROBOTS
from annotate.intake.web.robots import Robots
from annotate.intake.web.turns import PATIENCE, Turns

__all__ = ["Fetched", "Fetcher", "Known", "Limits"]

_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_TRIES = 3


@dataclass(frozen=True)
class Known:
    """What a server said of a page when it was last fetched, to ask whether it is still so."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Fetched:
    """What an address answered; `document` is None where it is as it was."""

    document: Document | None
    known: Known


class Gone(Refused):
    """There is no such page, or no longer."""


class Busy(Refused):
    """The host wants to be left alone for `seconds`."""

    def __init__(self, status: int, seconds: float) -> None:
        super().__init__(f"status {status}: it asks to be left alone for {seconds:.0f} s")
        self.seconds = seconds


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Fetcher:
    """The one client that intake fetches with.

    Attributes:
        allow: places that may be private; all others must be public.
        delay: seconds between two requests to a host, where its robots.txt does not ask for more.
        contact: how whoever runs a site can reach the desk; said with every request.
        resolve, connect, clock, sleep, now: the outside world.
    """

    allow: frozenset[Place] = frozenset()
    delay: float = 1.0
    contact: str | None = None
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = resolve
    connect: Connect = connect
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now

    def __post_init__(self) -> None:
        self._turns = Turns(self.clock, self.sleep)
        self._robots = Robots(self._robots_txt, self.clock)

    def fetch(self, url: str, known: Known | None = None) -> Fetched:
        """What is at `url`, after redirects; where `known` is still so, no document.

        Raises:
            Refused: no address that we fetch; private; forbidden by robots.txt; too large, slow or often
                redirected; or the server does not give it. `Gone` and `Busy` are such.
        """
        answer = self._patiently(checked(url), (known or Known()).headers())
        said = Known(answer.header("etag"), answer.header("last-modified"))
        if answer.status == 304:
            return Fetched(None, known or said)
        _refuse_failure(answer.status)
        media, charset = media_type(answer.header("content-type"))
        return Fetched(Document(url, answer.data, None, answer.url, media, charset, self.now()), said)

    def _patiently(self, url: str, headers: dict[str, str]) -> Answer:
        for _ in range(_TRIES):
            answer = self._following(url, headers)
            if answer.status not in _BUSY:
                return answer
            seconds = asking.retry_after(answer, self.now())
            self._turns.rest(httpx.URL(answer.url).host, seconds)
            if seconds > PATIENCE:
                break
        raise Busy(answer.status, seconds)

    def _following(self, url: str, headers: dict[str, str], *, heed_robots: bool = True) -> Answer:
        """The answer at the end of the redirects, each of which is checked as the first address was."""
        for _ in range(self.limits.redirects + 1):
            if heed_robots:
                self._robots.refuse(url)
            answer = self._ask(url, headers, self._robots.delay(url) if heed_robots else 0.0)
            target = answer.header("location")
            if answer.status not in _MOVED or not target:
                return answer
            url = checked(_joined(url, target))
        raise Refused(f"it redirects more than {self.limits.redirects} times")

    def _ask(self, url: str, headers: dict[str, str], pause: float) -> Answer:
        asked = Asked(self.allow, self.limits, self.resolve, self.connect, self.clock)
        with self._turns.turn(httpx.URL(url).host, max(self.delay, pause)):
            return asking.ask(url, {"User-Agent": asking.agent(self.contact), **headers}, asked)

    def _robots_txt(self, url: str) -> tuple[int, bytes]:
        answer = self._following(url, {}, heed_robots=False)
        return answer.status, answer.data[:MAX_ROBOTS]


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise Refused(f"it redirects to what is no address: {error}") from error


def checked(url: str) -> str:
    """The address, normalised.

    Raises:
        Refused: neither http nor https, without a host, or with a password in it.
    """
    try:
        parsed = httpx.URL(url.strip())
    except httpx.InvalidURL as error:
        raise Refused(f"it is no address: {error}") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise Refused("only http and https addresses are fetched")
    if parsed.userinfo:
        raise Refused("its address has a user or a password in it")
    return str(parsed.copy_with(fragment=None))


def _refuse_failure(status: int) -> None:
    if status in (404, 410):
        raise Gone(f"status {status}: there is no such page")
    if status != 200:
        raise Refused(f"the server answers with status {status}")
