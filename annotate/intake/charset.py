"""In which characters a page is written.

A byte order mark decides; else whatever is valid UTF-8 is UTF-8, since no other encoding looks like it by
chance, whatever is said of it; else what the server says, else what the page says in its head. Labels mean
what they mean to a browser (Encoding standard of the WHATWG).

A page that is none of these is mostly UTF-8, and gets U+FFFD in the places of its faults; or it has hardly a
character of UTF-8, and is read as windows-1252, a browser's fallback, where that makes words of a western
language. Detectors that guess from the letters (charset-normalizer) were tried and took English pages with
curly quotation marks for Central European ones.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

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
_WESTERN = "cp1252"
_READ_AS = {
    "iso8859-1": _WESTERN, "ascii": _WESTERN, "iso8859-9": "cp1254", "tis-620": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""What a label means to a browser, by Python's names: the larger set that pages under it are written in."""
_TEXT = re.compile(
    r"utf-?8|utf-?16(-?[lb]e)?|iso-?8859.*|cp\d+|koi8.*|gb.*|big5.*|euc.*|shift.*|mac.*|ascii|tis.*"
)
"""Encodings of texts, by Python's names; others of its codecs, such as utf-7, make text of anything."""

_NOT_WESTERN = re.compile(
    r"[À-ÖØ-öø-ÿ]{4}"  # Cyrillic, Greek, Hebrew: whole words of them
    r"|(?<=[^\W\d_])[¡-©¬®-±¶¸¹²³¼-¿](?=[^\W\d_])"  # Polish, Chinese: signs within words
    r"|[a-z][À-ÖØ-ÞŒŠŽŸ][a-z]"  # an old Macintosh: ItÕs
)
"""What stands in another encoding's text that is read as windows-1252."""


@dataclass(frozen=True)
class Decoded:
    """The characters of a page; `doubt` says in words if they were read as nobody says they are."""

    text: str
    doubt: str | None = None


def decoded(document: Document) -> Decoded:
    """The document's characters, U+FFFD where bytes are none.

    Raises:
        Refused: neither UTF-8 nor what is said of it, nor anything like windows-1252.
    """
    data = document.data
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _as_said(document, error.start)


def _as_said(document: Document, first: int) -> Decoded:
    said = _said(document)
    for name in said:
        try:
            return Decoded(document.data.decode(name))
        except UnicodeDecodeError:
            continue
    if set(said) <= {"utf-8"}:
        return _fallback(document.data, first, refuse=not said)
    return Decoded(min((document.data.decode(name, "replace") for name in said), key=_lost))


def _fallback(data: bytes, first: int, *, refuse: bool) -> Decoded:
    """As UTF-8 with faults or as windows-1252, whichever it is more like."""
    text = data.decode("utf-8", "replace")
    if 2 * _lost(text) <= sum(char > "\x7f" for char in text):
        return Decoded(text)
    if western := _western(data):
        return Decoded(western, "it was read as windows-1252, which nothing says it is")
    if refuse:
        raise Refused(f"it is not UTF-8 (byte {first}), and nothing says in what it is written")
    return Decoded(text)


def _western(data: bytes) -> str | None:
    try:
        text = data.decode(_WESTERN)
    except UnicodeDecodeError:
        return None
    return None if _NOT_WESTERN.search(text) else text


def _lost(text: str) -> int:
    return text.count("\ufffd")


def _said(document: Document) -> list[str]:
    """What the server says, and what the page says, by Python's names, of encodings that are known."""
    found = _SAID.search(document.data[:_HEAD])
    in_page = _python_name(found[1].decode("ascii")) if found else None
    if in_page and in_page.startswith(("utf-16", "utf-32")):
        in_page = "utf-8"  # it stands there in ASCII; a browser takes it for UTF-8, too
    named = (_python_name(document.charset) if document.charset else None, in_page)
    return list(dict.fromkeys(name for name in named if name))


def _python_name(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):  # the latter for a label with a NUL in it
        return None
    name = _READ_AS.get(name, name)
    return name if _TEXT.fullmatch(name) else None
