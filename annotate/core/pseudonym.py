"""Names for people who are not to be named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import sha256

_LEAST, _MOST = 4, 64
"""Hexadecimal digits of a name."""


def pseudonyms(slugs: Collection[str], salt: str) -> Mapping[str, str]:
    """Each slug to a name such as `reader-3fa9`, the same for the same `salt` whoever else is there.

    Two that would come out alike get a longer name. It hides names from whoever reads along; whoever knows
    the slugs and the salt can work it out.
    """
    for digits in range(_LEAST, _MOST + 1):
        names = {slug: f"reader-{_hash(slug, salt)[:digits]}" for slug in sorted(slugs)}
        if len(set(names.values())) == len(names):
            break
    return names


def _hash(slug: str, salt: str) -> str:
    return sha256(f"{salt}\n{slug}".encode()).hexdigest()
