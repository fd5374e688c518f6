"""The host of an address."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str | None) -> str:
    """The host that an address names, in lower case; empty where it names none."""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
