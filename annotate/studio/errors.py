"""How Label Studio can fail us, and what a person can do about each."""

from __future__ import annotations

import json

import httpx

from annotate.core.errors import StudioError

_LONGEST_DETAIL = 500


class StudioUnreachable(StudioError):
    """Nothing answered. Whether a write was carried out is not known."""


class StudioGarbled(StudioUnreachable):
    """An answer came, and it breaks off or cannot be unpacked."""


class StudioAnswered(StudioError):
    """Label Studio answered, and it was not what was asked for.

    Attributes:
        status: the HTTP status, 400 or above, or 3xx for a redirect.
        detail: what the server said about it, shortened.
        retry_after: the seconds that the server asks us to wait, where it does.
    """

    def __init__(self, message: str, remedy: str | None, response: httpx.Response, detail: str) -> None:
        super().__init__(message, remedy)
        wish = response.headers.get("retry-after", "")
        self.status = response.status_code
        self.detail = detail
        self.retry_after = float(wish) if wish.isdigit() else None


def unreachable(request: httpx.Request, cause: httpx.TransportError) -> StudioUnreachable:
    """The error for a request that got no answer."""
    server = f"{request.url.scheme}://{request.url.netloc.decode()}"
    if isinstance(cause, httpx.TimeoutException):
        return StudioUnreachable(
            f"Label Studio at {server} did not answer {_name(request)} in time",
            "look whether the server is overloaded (`annotate studio status`), then run the command again",
        )
    return StudioUnreachable(
        f"Label Studio cannot be reached at {server} ({type(cause).__name__})",
        "start it with `annotate studio start`, or check the address that ANNOTATE_STUDIO_URL or "
        "`annotate studio connect` was given",
    )


def garbled(request: httpx.Request) -> StudioGarbled:
    """The error for an answer that was broken on its way."""
    where = f"{request.url.scheme}://{request.url.netloc.decode()}"
    return StudioGarbled(
        f"the answer to {_name(request)} at {where} cannot be read",
        "run the command again; if it stays so, look at the proxy in front of Label Studio",
    )


def answered(response: httpx.Response) -> StudioAnswered:
    """The error for an answer that is not a success; `response` has been read."""
    status, detail = response.status_code, _detail(response)
    what = f"{_name(response.request)} at {response.url.scheme}://{response.url.netloc.decode()}"
    where = response.headers.get("location", "nowhere")
    if status == 401:
        message, remedy = (
            f"Label Studio refuses the token for {what}: {detail}",
            "make a new token in Label Studio (Account & Settings), then `annotate studio connect`; a legacy "
            "token must be enabled for the organization",
        )
    elif status == 403:
        message, remedy = (
            f"Label Studio does not allow {what} with this token: {detail}",
            "use the token of an account that may see the projects and members of the organization",
        )
    elif response.is_redirect:
        message, remedy = (
            f"{what} answered with a redirect to {_without_secrets(where, response.request)}",
            "give `annotate studio connect` the address that Label Studio itself is served at",
        )
    elif status >= 500:
        message, remedy = (
            f"Label Studio failed ({status}) on {what}: {detail}",
            "look into the server's log; for the embedded one `annotate studio status` says where it is",
        )
    else:
        message, remedy = f"Label Studio answered {status} to {what}: {detail}", None
    return StudioAnswered(message, remedy, response, detail)


def unreadable(response: httpx.Response) -> StudioError:
    """The error for a success whose body is not JSON: usually not a Label Studio at all."""
    kind = response.headers.get("content-type", "nothing").split(";")[0]
    if kind == "application/json":
        return garbled(response.request)
    return StudioAnswered(
        f"{_name(response.request)} at {response.url.scheme}://{response.url.netloc.decode()} answered "
        f"{kind} where JSON was expected",
        "check that the address is that of a Label Studio server, without a path of its pages",
        response,
        kind,
    )


def _name(request: httpx.Request) -> str:
    return f"{request.method} {request.url.path}"


def _detail(response: httpx.Response) -> str:
    kind = response.headers.get("content-type", "")
    if "json" not in kind:
        return "a web page instead of a reason" if "html" in kind else "no reason given"
    try:
        body = response.json()
    except ValueError:
        return "broken JSON"
    said = body if not isinstance(body, dict) else body.get("validation_errors") or body.get("detail") or body
    text = _without_secrets(said if isinstance(said, str) else str(said), response.request)
    return text if len(text) <= _LONGEST_DETAIL else text[:_LONGEST_DETAIL] + "…"


def _without_secrets(said: str, request: httpx.Request) -> str:
    """What a server said, without the token or password that it was sent, should it give them back."""
    secrets = [*request.headers.get("authorization", "").split()[-1:], *_sent(request)]
    for secret in filter(None, secrets):
        said = said.replace(secret, "***")
    return said


def _sent(request: httpx.Request) -> list[str]:
    """The refresh token of an exchange, where the request is one."""
    try:
        body = json.loads(request.content)
    except (ValueError, httpx.RequestNotRead):
        return []
    refresh = body.get("refresh") if isinstance(body, dict) else None
    return [refresh] if isinstance(refresh, str) else []
