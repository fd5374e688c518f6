"""The two kinds of token that Label Studio knows, as httpx authentication."""

from __future__ import annotations

import re
from collections.abc import Generator

import httpx

from annotate.core.errors import StudioError

_TOKEN = re.compile(r"[!-~]+")
"""What can stand in a header; anything else would come back in an error of the HTTP library."""


def authentication(url: str, token: str) -> httpx.Auth:
    """How to present `token` to the server at `url`: a personal access token is a JWT, others are legacy."""
    token = token.strip()
    if not _TOKEN.fullmatch(token):
        raise StudioError(
            "the token is empty or holds characters that no token has", "copy it again from Label Studio"
        )
    personal = token.startswith("eyJ") and token.count(".") == 2
    return _Personal(f"{url}/api/token/refresh/", token) if personal else _Legacy(token)


class _Legacy(httpx.Auth):
    """Sent as it is; does not expire."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Token {self._token}"
        yield request


class _Personal(httpx.Auth):
    """A refresh token: exchanged for an access token, which lives five minutes, and again after a 401."""

    requires_response_body = True

    def __init__(self, renewal: str, token: str) -> None:
        self._renewal = renewal
        self._refresh = token
        self._access: str | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        fresh = self._access is None
        if fresh and not self._renewed((yield self._ask())):
            return
        request.headers["Authorization"] = f"Bearer {self._access}"
        response = yield request
        if response.status_code == 401 and not fresh and self._renewed((yield self._ask())):
            request.headers["Authorization"] = f"Bearer {self._access}"
            yield request

    def _ask(self) -> httpx.Request:
        return httpx.Request("POST", self._renewal, json={"refresh": self._refresh})

    def _renewed(self, response: httpx.Response) -> bool:
        """Keeps the new access token; an answer without one becomes the answer to the request itself."""
        try:
            self._access = response.json()["access"] if response.is_success else None
        except (ValueError, KeyError, TypeError):
            self._access = None
        return self._access is not None
