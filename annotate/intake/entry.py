"""A page as a feed or a sitemap lists it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One listed page; `stated` is what the list says of it, by the fields of an article."""

    url: str
    stated: Mapping[str, Any]
    updated: datetime | None = None
