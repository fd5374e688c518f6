"""What no database of ours can hold as text."""

from __future__ import annotations

import re

from annotate.core.errors import Refused

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL's text refuses, and lone surrogates, which UTF-8 cannot hold."""


def refuse_unstorable(**named: str | None) -> None:
    """Raises Refused, naming the first of the `named` texts that cannot be stored, and where."""
    for name, text in named.items():
        if text and (found := _UNSTORABLE.search(text)):
            raise Refused(f"{name} holds U+{ord(found.group()):04X} at character {found.start()}")


def storable(text: str | None) -> str:
    """The text with U+FFFD for what cannot be stored: for showing, never for keeping."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text or "")
