"""Label Studio's own web forms: the only way to make an account, or to sign in to one, without a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

import httpx

from annotate.core.errors import StudioError
from annotate.studio.client import is_loopback
from annotate.studio.errors import answered, unreachable

_CSRF = re.compile(r'name="csrfmiddlewaretoken"\s+value="([^"]+)"')
_COMPLAINT = re.compile(r'class="[^"]*(?:field_errors|error)[^"]*">\s*(?:<li>)?\s*([^<]+)')


def sign_up(url: str, invite: str, email: str, password: str) -> str:
    """Makes an account through the invite link's path `invite`; the new account's token."""
    return _submit(url, invite, {"email": email, "password": password, "allow_newsletters": "false"})


def sign_in(url: str, email: str, password: str) -> str:
    """The token of an account whose password we know; StudioError when Label Studio does not accept it."""
    return _submit(url, "/user/login/", {"email": email, "password": password})


def _submit(url: str, form: str, fields: Mapping[str, str]) -> str:
    """Fills the form at the path `form` in and reads the token of whom that signed in."""
    with httpx.Client(base_url=url, timeout=60, trust_env=not is_loopback(url)) as http:
        page = _ask(http, http.build_request("GET", form))
        found = _CSRF.search(page.text)
        if not found:
            raise StudioError(f"{url}{form.split('?')[0]} is not Label Studio's form", "check the address")
        data = {"csrfmiddlewaretoken": unescape(found[1]), **fields}
        sent = _ask(http, http.build_request("POST", form, data=data, headers={"Referer": f"{url}{form}"}))
        if not sent.is_redirect:
            raise StudioError(f"Label Studio does not accept {fields['email']}: {_complaint(sent)}")
        return str(_ask(http, http.build_request("GET", "/api/current-user/token")).json()["token"])


def _ask(http: httpx.Client, request: httpx.Request) -> httpx.Response:
    try:
        response = http.send(request)
    except httpx.TransportError as error:
        raise unreachable(request, error) from error
    if response.is_error:
        raise answered(response)
    return response


def _complaint(page: httpx.Response) -> str:
    """What the form says is wrong, as shown to a person."""
    found = _COMPLAINT.search(page.text)
    return unescape(found[1]).strip() if found else "no reason given"
