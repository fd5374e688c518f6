"""The characters of one line as the canonical text keeps them, each with the place where it stood.

Two kinds of characters without a width of their own stay, because taking them out would change what is
read: variation selectors, which belong to the character before them, and a joiner (ZWJ, ZWNJ) between two
parts of one emoji or between two letters of a script that joins (Persian, Hindi, …). Everywhere else
joiners go, as do soft hyphens and the tag characters behind the flags of England, Scotland and Wales.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from annotate.intake.repair import Placed, repaired

_INVISIBLE = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_DROPPED = re.compile(rf"[{_INVISIBLE}]")
_WIDTHLESS = re.compile(rf"[{_INVISIBLE}\u200c\u200d]")
_UNCLEAN = re.compile(rf"[{_INVISIBLE}\u200c\u200d]|[^\S ]|  |^ | $")

_EMOJI = r"\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
# From Arabic to Vedic, without Hangul's jamo, which compose to characters outside these blocks.
_JOINING = r"\u0600-\u10ff\u1200-\u1cff"
_JOINER = re.compile(r"[\u200c\u200d]")
_STRAY_JOINER = re.compile(
    rf"(?!(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])|(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}]))"
    r"[\u200c\u200d]"
)
_MARKS_IN_A_ROW = 30
"""Unicode's Stream-Safe limit (UAX #15): ordering a longer row takes quadratic time. What exceeds it goes."""


NOWHERE = -1
"""The place of a space that the line lacked."""


def clean(line: str) -> Placed:
    """The line in NFC, without blanks around it, runs of blanks as one space, nothing invisible in it.

    Text that was decoded wrongly is as it was meant (repair.py), and where extraction glued a sentence to the
    next there is a space. A space has the place of the first blank it stands for, or NOWHERE; what NFC
    composed or a repair made of several characters has that of the first of them.
    """
    text, places = _visibly_clean(line)
    while (mended := repaired(text)) is not None:
        text, places = _through(_visibly_clean(mended[0]), mended[1], places)
    return text, places


def _through(outer: Placed, middle: Sequence[int], inner: Sequence[int]) -> Placed:
    """What was made in two more steps, with its places in the first text."""
    text, places = outer
    at = (middle[place] for place in places)
    return text, [inner[place] if place >= 0 else NOWHERE for place in at]


def _visibly_clean(line: str) -> Placed:
    if (_is_plain(line) or not _UNCLEAN.search(line)) and unicodedata.is_normalized("NFC", line):
        return line, range(len(line))
    text, places = _composed(*_visible(line))
    if not _STRAY_JOINER.search(text):
        return text, places
    text, places = _composed(*_without(_STRAY_JOINER, text, places))
    if _STRAY_JOINER.search(text):  # what was taken out let NFC move a mark between a letter and its joiner
        text, places = _composed(*_without(_JOINER, text, places))
    return text, places


def bare(line: str) -> str:
    """What can be seen of a line; empty where it is blank to the eye."""
    return (line if _is_printable(line) else _WIDTHLESS.sub("", line)).strip()


def _is_plain(line: str) -> bool:
    """Whether `_UNCLEAN` finds nothing for certain: most lines, told in a fraction of its time."""
    return _is_printable(line) and "  " not in line and line == line.strip(" ")


def _is_printable(line: str) -> bool:
    """Of what is invisible Python takes the grapheme joiner for printable, of blanks only the space."""
    return line.isprintable() and "\u034f" not in line


def attaches(char: str) -> bool:
    """Whether NFC may join or reorder `char` with what stands before it: marks, Hangul vowels and finals."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


def _visible(line: str) -> Placed:
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(line):
        if char.isspace():
            if not chars or chars[-1] == " ":
                continue
            char = " "
        elif _DROPPED.match(char):
            continue
        chars.append(char)
        places.append(place)
    return "".join(chars).rstrip(" "), places


def _composed(text: str, places: Sequence[int]) -> Placed:
    """NFC, cluster by cluster, so that each character keeps a place in its own cluster."""
    composed: list[str] = []
    kept: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and attaches(text[end]):
            end += 1
        last = min(end, start + 1 + _MARKS_IN_A_ROW)
        cluster = unicodedata.normalize("NFC", text[start:last])
        composed.append(cluster)
        kept += [places[min(start + i, last - 1)] for i in range(len(cluster))]
        start = end
    return "".join(composed), kept


def _without(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Placed:
    kept = [at for at, char in enumerate(text) if not pattern.match(text, at)]
    return "".join(text[at] for at in kept), [places[at] for at in kept]
