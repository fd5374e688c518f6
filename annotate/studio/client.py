"""The client: JSON over HTTP, every failure a StudioError with a remedy, reads retried, writes never."""

from __future__ import annotations

import ipaddress
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from hashlib import sha256
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import httpx
import stamina

from annotate.core.errors import StudioError, UsageError
from annotate.studio.auth import authentication
from annotate.studio.errors import (
    StudioAnswered,
    StudioGarbled,
    answered,
    garbled,
    unreachable,
    unreadable,
)

if TYPE_CHECKING:
    from label_studio_sdk.base_client import LabelStudioBase
    from label_studio_sdk.core.api_error import ApiError

logging.getLogger("stamina").addHandler(logging.NullHandler())

_TIMEOUT = httpx.Timeout(120, connect=5)
"""Seconds; the embedded server itself lets a write wait for its turn for up to 60."""
_TRY_AGAIN = {429, 500, 502, 503, 504}
_LONGEST_WAIT = 30.0
_LIKE = "give it like https://labels.example.org"

Json: TypeAlias = Any
Params: TypeAlias = Mapping[str, str | int | float | bool]


@dataclass(frozen=True)
class Answer:
    """A JSON body.

    Attributes:
        at: the server's own time when it gave it (UTC, whole seconds).
        took: how long we waited for it, tries that failed included.
    """

    body: Json
    at: datetime
    took: timedelta

    @property
    def asked_at(self) -> datetime:
        """The server's own time when it was asked, or a little earlier: never later."""
        return self.at - self.took


class Studio:
    """One account on one Label Studio server; a context manager that closes its connections.

    Paths are the server's own, such as `/api/projects/`. Every failure is a StudioError: StudioUnreachable
    when nothing answered (a write may or may not have been carried out), StudioAnswered with its `status`
    otherwise. The token is in no message and no repr.
    """

    def __init__(self, url: str, token: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self.url = address(url)
        self._http = httpx.Client(
            base_url=self.url,
            auth=authentication(self.url, token),
            timeout=_TIMEOUT,
            transport=transport,
            # Reading the certificates takes a tenth of a second, and plain HTTP has none.
            verify=self.url.startswith("https:"),
            # A proxy from the environment must not be asked for this machine.
            trust_env=not is_loopback(self.url),
        )

    def __repr__(self) -> str:
        return f"Studio({self.url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def read(self, path: str, params: Params | None = None) -> Answer:
        """GETs `path`, again after a passing failure, and tells the server's time along with it."""
        begun = monotonic()
        body, response = self._get(path, params)
        return Answer(body, _date(response), timedelta(seconds=monotonic() - begun))

    def get(self, path: str, params: Params | None = None) -> Json:
        """The JSON body of `path`."""
        return self._get(path, params)[0]

    def post(self, path: str, body: Json = None, params: Params | None = None) -> Json:
        """POSTs `body` as JSON, once; the answer's JSON, None when it is empty."""
        return _json(self._send("POST", path, body, params))

    def patch(self, path: str, body: Json) -> Json:
        """PATCHes `path` with `body` as JSON, once."""
        return _json(self._send("PATCH", path, body, None))

    def delete(self, path: str) -> Json:
        """DELETEs `path`, once."""
        return _json(self._send("DELETE", path, None, None))

    @cached_property
    def version(self) -> str:
        """The server's release, such as `1.23.2`."""
        return str(self.get("/api/version")["release"])

    @cached_property
    def instance(self) -> str:
        """What this server is known by in our database: 16 hex digits.

        Drawn from the account's organization (its id and the microsecond it was created), so that it stays
        when the server moves to another address and changes when its database is made anew, which starts
        ids from 1 again.
        """
        organization = self.get("/api/organizations/")[0]
        return sha256(f"{organization['id']}\n{organization['created_at']}".encode()).hexdigest()[:16]

    @cached_property
    def account(self) -> Mapping[str, Any]:
        """Label Studio's record of the account the token belongs to (`id`, `email`, …)."""
        me: Mapping[str, Any] = self.get("/api/current-user/whoami")
        return me

    @contextmanager
    def sdk(self) -> Iterator[LabelStudioBase]:
        """Label Studio's SDK on this client's connections and token, failing as this client fails.

        Importing it costs a second and 50 MB, so only what is written seldom goes through it.
        """
        from label_studio_sdk.base_client import LabelStudioBase
        from label_studio_sdk.core.api_error import ApiError

        try:
            # Its own retries would repeat writes. The authentication of `_http` replaces its header.
            yield LabelStudioBase(base_url=f"{self.url}/", api_key="", httpx_client=self._http, max_retries=0)
        except httpx.TransportError as error:
            raise unreachable(error.request, error) from error
        except httpx.DecodingError as error:
            raise garbled(error.request) from error
        except ApiError as error:
            response = _response(self.url, error)
            raise (garbled(response.request) if response.is_success else answered(response)) from error

    def _get(self, path: str, params: Params | None) -> tuple[Json, httpx.Response]:
        for attempt in stamina.retry_context(on=_retry, attempts=4, wait_initial=0.2, wait_jitter=0.2):
            with attempt:
                response = self._send("GET", path, None, params)
                return _json(response), response
        raise AssertionError("stamina lets the last error through")

    def _send(self, method: str, path: str, body: Json, params: Params | None) -> httpx.Response:
        request = self._http.build_request(method, path, json=body, params=params)
        try:
            response = self._http.send(request)
        except httpx.TransportError as error:
            raise unreachable(request, error) from error
        except httpx.DecodingError as error:
            raise garbled(request) from error
        if not response.is_success:
            raise answered(response)
        if response.request.url != request.url:
            raise unreadable(response)  # the exchange of the token, where it brought none
        return response


def _response(url: str, error: ApiError) -> httpx.Response:
    """The answer that the SDK has taken apart, put together again."""
    request = httpx.Request("POST", url)  # the SDK does not say which
    body = error.body if isinstance(error.body, str) else json.dumps(error.body)
    headers = httpx.Headers(error.headers)
    headers.pop("content-encoding", None)  # the body is unpacked already
    return httpx.Response(error.status_code or 500, headers=headers, text=body, request=request)


def _retry(error: Exception) -> bool | float:
    """Whether a GET is worth another try, or after how many seconds."""
    if not isinstance(error, StudioAnswered):
        return isinstance(error, StudioGarbled) or isinstance(error.__cause__, httpx.TransportError)
    if error.status not in _TRY_AGAIN:
        return False
    return True if error.retry_after is None else min(error.retry_after, _LONGEST_WAIT)


def _date(response: httpx.Response) -> datetime:
    try:
        return parsedate_to_datetime(response.headers["date"]).astimezone(UTC)
    except (KeyError, ValueError):
        raise StudioError(
            f"the answer to {response.request.url.path} has no Date header",
            "have the proxy in front of Label Studio pass it on",
        ) from None


def _json(response: httpx.Response) -> Json:
    if not response.content:
        return None
    try:
        return response.json()
    except (ValueError, RecursionError):
        raise unreadable(response) from None


def address(url: str) -> str:
    """`url` as a server's address, without a slash at the end; UsageError when it is none."""
    if "@" in url:
        raise UsageError("the server's address holds a name or password", "leave them out; a token is enough")
    try:
        parsed = httpx.URL(url.strip())
    except httpx.InvalidURL as error:
        raise UsageError(f"{url!r} is not an address: {error}", _LIKE) from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise UsageError(f"{url!r} is not a web address", _LIKE)
    return str(parsed.copy_with(query=None, fragment=None)).rstrip("/")


def is_loopback(url: str) -> bool:
    """Whether `url` is on this machine."""
    host = httpx.URL(url).host
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
