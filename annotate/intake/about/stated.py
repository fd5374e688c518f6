"""What one voice of a page says of its article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Element = Any
"""An element of lxml, which has no types."""


@dataclass(frozen=True)
class Stated:
    """The fields of an article as one voice of the page states them, as they stand there."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None


def words(text: object) -> str | None:
    """A stated text on one line; None where it is none or empty."""
    return (" ".join(text.split()) or None) if isinstance(text, str) else None
