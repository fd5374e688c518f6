"""Which language the product reads."""

from __future__ import annotations


def is_english(tag: str | None) -> bool:
    """Whether a BCP 47 tag is English; where nobody says, it is taken to be."""
    return (tag or "en").lower().partition("-")[0] == "en"
