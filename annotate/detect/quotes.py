"""Quotations in a paragraph, across the styles of quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.detect.tokens import Token

OPENING = {"“": "”", "«": "»", "``": "''", "„": "“", "‘": "’"}
STRAIGHT = frozenset({'"', "''"})
CLOSING = frozenset({"”", '"', "''", "»"})
FULL_WORDS = 3
"""A quotation of fewer words is a quoted expression inside the writer's own clause."""
FARTHEST = 250
"""Tokens within which a single quotation mark is closed; else it is an apostrophe."""


@dataclass(frozen=True)
class Quote:
    """Tokens `start` to `end` (exclusive) of a passage, quotation marks included.

    `full` says that it stands as an utterance of its own, not as some words of the writer's sentence.
    """

    start: int
    end: int
    full: bool


def find_quotes(tokens: Sequence[Token]) -> list[Quote]:
    """The outermost quotations of one paragraph; one that is never closed runs to its end."""
    found: list[Quote] = []
    at = 0
    while at < len(tokens):
        closer = _closer(tokens, at)
        if closer is None:
            at += 1
            continue
        end = _end(tokens, at, closer)
        if end is not None and end - at > 2:
            found.append(Quote(at, end, _is_full(tokens, at, end)))
        at = end if end is not None else at + 1
    return found


def _closer(tokens: Sequence[Token], at: int) -> frozenset[str] | None:
    sign = tokens[at].text
    if sign == "“":
        return CLOSING
    if sign in STRAIGHT or sign == "”":
        return CLOSING
    if sign == "‘" and at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end:
        return frozenset({"’"})
    return frozenset({OPENING[sign]}) if sign in OPENING and sign != "‘" else None


def _end(tokens: Sequence[Token], at: int, closer: frozenset[str]) -> int | None:
    single = "’" in closer
    for index in range(at + 1, min(len(tokens), at + FARTHEST) if single else len(tokens)):
        if tokens[index].text in closer and not (single and _is_apostrophe(tokens, index)):
            return index + 1
    return None if single or tokens[at].text == "”" else len(tokens)


def _is_apostrophe(tokens: Sequence[Token], index: int) -> bool:
    return (
        index + 1 < len(tokens) and tokens[index + 1].start == tokens[index].end and tokens[index + 1].is_word
    )


def _is_full(tokens: Sequence[Token], start: int, end: int) -> bool:
    words = sum(token.is_word for token in tokens[start:end])
    before = tokens[start - 1].text if start else "."
    opens = before in ".,:;!?—–-)(" or before in CLOSING or before in ("--", "...", "…")
    capital = tokens[start + 1].text[:1].isupper() or not tokens[start + 1].is_word
    parted = end < len(tokens) and tokens[end].text == ","
    ends = parted or tokens[end - 2].text in ".,!?—…" or tokens[end - 1].text not in CLOSING
    if start == 0 or opens:
        return words >= FULL_WORDS or (ends and words > 0)
    return capital and ends and words >= FULL_WORDS
