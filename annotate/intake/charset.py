"""In which characters a page is written.

A byte order mark decides; else whatever is valid UTF-8 is UTF-8, since no other encoding looks like it by
chance, whatever is said of it; else what the server says, else what the page says in its head. No encoding is
guessed from the letters: wrong words would get into an article without anybody noticing. A page that says it
is UTF-8 and has bytes that are not gets U+FFFD in their places, which everybody can see.
"""

from __future__ import annotations

import codecs
import re

from annotate.core.errors import Refused
from annotate.intake.document import Document

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAID = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_HEAD = 4096
"""Bytes of a page in which its encoding stands; the HTML standard wants it within 1024."""
_WESTERN = frozenset({"iso8859-1", "ascii"})
"""Read as windows-1252, as every browser does (Encoding standard of the WHATWG)."""
_TEXT = re.compile(
    r"utf-?8|utf-?16(-?[lb]e)?|iso-?8859.*|cp\d+|koi8.*|gb.*|big5.*|euc.*|shift.*|mac.*|ascii|tis.*"
)
"""Encodings of texts, by Python's names; others of its codecs, such as utf-7, make text of anything."""


def decoded(document: Document) -> str:
    """The document's characters.

    Raises:
        Refused: neither UTF-8 nor what is said of it, or nothing is said.
    """
    data = document.data
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as_said(document, error.start)


def _as_said(document: Document, first: int) -> str:
    in_page = _SAID.search(document.data[:_HEAD])
    said = [document.charset, in_page[1].decode("ascii") if in_page else None]
    names = list(dict.fromkeys(name for one in said if one and (name := _python_name(one))))
    for name in names:
        try:
            return document.data.decode(name)
        except UnicodeDecodeError:
            continue
    if names:
        return document.data.decode(names[0], "replace")
    raise Refused(f"it is not UTF-8 (byte {first}), and nothing says in what it is written")


def _python_name(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    if name in _WESTERN:
        return "cp1252"
    return name if _TEXT.fullmatch(name) else None
