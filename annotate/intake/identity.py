"""Which article an incoming text is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from annotate.core.article import text_sha256
from annotate.core.errors import Refused
from annotate.intake.readers.base import Incoming

MAX_ID = 200
"""Characters of an article id."""

_ID = re.compile(rf"[A-Za-z0-9._:/-]{{1,{MAX_ID}}}")
_FOREIGN = re.compile(r"[^A-Za-z0-9._:/-]+")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id")


@dataclass(frozen=True)
class Identity:
    """An article id, and what it was taken from: the id given, the URL, the file's stem or the text."""

    id: str
    origin: Literal["given", "url", "stem", "text"]

    @property
    def may_revise(self) -> bool:
        """Whether another text under it is a new revision of the same article, wherever it comes from."""
        return self.origin in ("given", "url")


def identify(incoming: Incoming, text: str) -> Identity:
    """The id given, else the canonical URL, else the file's stem, else 16 digits of the text's sha256.

    Raises:
        Refused: when the id given has other characters than the contract allows, or too many.
    """
    if incoming.id is not None:
        return Identity(checked_id(incoming.id), "given")
    if incoming.url is not None:
        return Identity(_fitting(canonical_url(incoming.url)), "url")
    if incoming.path is not None and (stem := _fitting(_ascii(incoming.path.stem)).strip("-")):
        return Identity(stem, "stem")
    return Identity(text_sha256(text)[:16], "text")


def checked_id(id_: str) -> str:
    """`id_` itself.

    Raises:
        Refused: when it is none.
    """
    if not _ID.fullmatch(id_):
        raise Refused(f"bad id {id_[:MAX_ID]!r}: 1 to {MAX_ID} characters of A-Z a-z 0-9 . _ : / -")
    return id_


def canonical_url(url: str) -> str:
    """The address without fragment, default port and tracking parameters, its host in lower case.

    Raises:
        Refused: when it is no address of a web page.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Refused(f"url {url!r}: {error}") from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise Refused(f"url {url!r} is not the address of a web page")
    plain = port in (None, {"http": 80, "https": 443}[parts.scheme.lower()])
    query = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    ]
    place = host if plain else f"{host}:{port}"
    return urlunsplit((parts.scheme.lower(), place, parts.path or "/", urlencode(query), ""))


def _fitting(name: str) -> str:
    """`name` in the alphabet of ids; a URL or long name that had to be changed ends in its own hash."""
    fitted = _FOREIGN.sub("-", name)
    if len(fitted) <= MAX_ID and (fitted == name or "://" not in name):
        return fitted
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{fitted[: MAX_ID - 17]}-{digest}"


def _ascii(name: str) -> str:
    """Letters without their accents, so that a stem keeps what can be read of it."""
    return "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
