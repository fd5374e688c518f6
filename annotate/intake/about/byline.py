"""The names in a byline."""

from __future__ import annotations

import re

_BY = re.compile(r"^(?:(?:words|written|reported|story|text)\s+)?by:?\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|,|\band\b|&)\s*", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?:\||[-–—•·])\s+.*$|\s+(?:in|for|at)\s+[A-Z].*$|\s*\(.*\)$|\s+\d.*$")
"""What follows names: a place, a desk, a date."""
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|staff|agency|agencies|news|bureau|desk|updated|published|press)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"^[^\W\d_][\w.’'-]*(?:\s+[\w.’'()-]+){0,5}$")


def names(byline: str) -> list[str]:
    """The names that a byline holds, in order; the whole line where no name can be made out in it.

    A role behind a name is left out ("Ada Lee, harbour correspondent"); one that stands alone is who wrote it
    ("Staff reporters").
    """
    line = _BY.sub("", " ".join(byline.split()))
    parts = [_BEHIND.sub("", part).strip(" ,.") for part in _AND.split(line)]
    found = [part for part in parts if _NAME.match(part) and not _ROLE.search(part)]
    return list(dict.fromkeys(found)) or ([line] if line else [])
