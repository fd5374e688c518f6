"""Who published an article: one name an outlet, whatever its pages call themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from annotate.core.toml import read
from annotate.intake.host import host_of


@dataclass(frozen=True)
class Outlets:
    """Outlets by domain, and their names by other names in lower case."""

    domains: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, stated: str | None, url: str | None) -> str | None:
        """The outlet of an article.

        A domain that is listed decides, the longest first, so that a section under a name of its own can be
        an outlet; then what the source states, under the name that is listed for it; else the host itself.
        """
        host = host_of(url)
        parts = host.split(".")
        for start in range(len(parts)):
            if found := self.domains.get(".".join(parts[start:])):
                return found
        if stated:
            return self.names.get(stated.casefold(), stated)
        return host.removeprefix("www.") if host and not _is_number(host) else None


UNLISTED = Outlets()
"""No outlet is listed: each is called as its pages say."""


def load_outlets(path: Path) -> Outlets:
    """The tables `[domains]` and `[names]` of a TOML file.

    Raises:
        UsageError: when it is none, or an entry is no text.
    """
    return read(path, "list of outlets", _parse)


def _parse(tables: Mapping[str, Any]) -> Outlets:
    domains = {key.lower().removeprefix("www."): _text(name) for key, name in tables["domains"].items()}
    return Outlets(domains, {key.casefold(): _text(name) for key, name in tables["names"].items()})


def _text(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"{name!r} is not a text")
    return name


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
