"""Marks written into the sentence: "[S Ann Lee] [C said] [A it was over]."

S source, C cue, A assertion with a cue or source, a assertion of the writer's own, H hedge, N noise.
`[S=metonym Paris]` also asks for the mark's attribute: identity, stance, kind or type.
"""

from __future__ import annotations

import re

from annotate.core import Annotation, Article
from annotate.intake.sentences import split

LETTERS = {"S": "SOURCE", "C": "CUE", "A": "ASSERTION", "a": "ASSERTION", "H": "HEDGE", "N": "NOISE"}
ATTRIBUTE = {"SOURCE": "identity", "CUE": "stance", "ASSERTION": "kind", "HEDGE": "type", "NOISE": "type"}
SIGN = re.compile(r"\[([SCAaHN])(?:=(\w+))? |\]")

Expected = set[tuple[str, int, int]]


def parse(row: str) -> tuple[str, Expected, dict[tuple[str, int, int], str]]:
    """The plain text, its marks as (letter, start, end), and the attribute asked for of some."""
    text, at, opened = "", 0, []
    marks: Expected = set()
    wanted: dict[tuple[str, int, int], str] = {}
    for sign in SIGN.finditer(row):
        text += row[at : sign.start()]
        at = sign.end()
        if sign.group(1):
            opened.append((sign.group(1), len(text), sign.group(2)))
            continue
        letter, start, value = opened.pop()
        marks.add((letter, start, len(text)))
        if value:
            wanted[letter, start, len(text)] = value
    assert not opened, row
    return text + row[at:], marks, wanted


def article(text: str, title: str | None = None) -> Article:
    """`text` as an article, its sentences split as intake does."""
    return Article(id="row", text=text, sentences=split(text), title=title)


def marks_of(annotation: Annotation) -> dict[tuple[str, int, int], str | None]:
    """Each mark as (letter, start, end) with the attribute that the notation can ask for."""
    cued = {link.from_id for link in annotation.links if link.type in ("cued_by", "attributed_to")}
    out = {}
    for mark in annotation.marks:
        letter = "a" if mark.label == "ASSERTION" and mark.id not in cued else mark.label[0]
        out[letter, mark.span.start, mark.span.end] = mark.get(ATTRIBUTE[mark.label])
    return out


def written(annotation: Annotation, text: str) -> str:
    """The text with its marks in the notation, for messages of failing tests."""
    signs = []
    for letter, start, end in marks_of(annotation):
        signs += [(start, 1, -end, f"[{letter} "), (end, 0, -start, "]")]
    out, at = "", 0
    for position, _, _, sign in sorted(signs):
        out += text[at:position] + sign
        at = position
    return out + text[at:]
