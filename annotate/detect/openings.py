"""Attributions that open a sentence in their own way: "Said the nurse: …", "Lee: “…”", "In his view, …"."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.detect.attribution import Attribution
from annotate.detect.clauses import sentence_end
from annotate.detect.grammar import POSSESSIVES, word_set
from annotate.detect.passage import Passage
from annotate.detect.sources import Range, following

LONGEST_NAME = 6
"""Words of a name, signs counted, before the colon of a turn in a transcript or of an utterance."""
ANSWERS = word_set("response answer reply verdict message")
SAID = word_set("said says wrote writes asked asks")
VIEWS = {
    "view": "mental",
    "opinion": "mental",
    "eyes": "mental",
    "mind": "mental",
    "estimation": "mental",
    "judgment": "mental",
    "reading": "mental",
    "words": "neutral",
    "telling": "neutral",
}
"""What an attribution "in …" is in, to the stance of its cue."""


def opened(passage: Passage) -> Iterator[Attribution]:
    """Every attribution that opens a paragraph's sentence and has no verb behind a subject."""
    turn = _turn(passage)
    if turn is not None:
        yield turn
        return
    for first, _ in passage.sentences:
        found = _said(passage, first) or _named(passage, first) or _in_view(passage, first)
        if found is not None:
            yield found


def _turn(passage: Passage) -> Attribution | None:
    """A turn of a transcript: "LEE: We were there."; all the paragraph is the speaker's."""
    colon = _colon(passage, 0)
    end = len(passage.tokens) - (passage.low(len(passage.tokens) - 1) == ".")
    name = [token.text for token in passage.tokens[:colon]]
    if not name or len("".join(name)) < 3 or not all(word.isupper() for word in name) or end - colon < 3:
        return None
    return Attribution((colon, colon + 1), (0, colon), ((colon + 1, end),), "neutral", 0.7)


def _colon(passage: Passage, first: int) -> int:
    """The colon behind a short name that opens a sentence; `first` where there is none."""
    places = range(first + 1, min(first + LONGEST_NAME, len(passage.tokens)))
    return next((index for index in places if passage.low(index) == ":"), first)


def _said(passage: Passage, first: int) -> Attribution | None:
    """Said the nurse: “Nobody slept.”"""
    if passage.low(first) not in SAID:
        return None
    source = following(passage, first + 1, sentence_end(passage, first))
    if source is None or passage.low(source[1]) not in (":", ","):
        return None
    quote = _quote_at(passage, source[1] + 1)
    return Attribution((first, first + 1), source, (quote,), "neutral", 0.9) if quote else None


def _named(passage: Passage, first: int) -> Attribution | None:
    """Ann Lee: “Nobody slept.”"""
    colon = _colon(passage, first)
    quote = _quote_at(passage, colon + 1)
    cue, name = (colon, colon + 1), (first, colon)
    if passage.low(colon - 1) in ANSWERS and passage.low(colon - 2) == "'s":
        cue, name = (colon - 1, colon), (first, colon - 2)
    words = passage.tokens[slice(*name)]
    if not words or quote is None or not all(word.text[:1].isupper() for word in words):
        return None
    return Attribution(cue, name, (quote,), "neutral", 0.6)


def _in_view(passage: Passage, first: int) -> Attribution | None:
    """In his view, the well is dry; in Lee’s words, it is “a floating bin”."""
    if passage.low(first) not in ("in", "to"):
        return None
    comma = next((i for i in range(first + 2, first + 10) if passage.low(i) == ","), None)
    if comma is None or passage.low(comma - 1) not in VIEWS:
        return None
    holder, end = (first + 1, comma - 1), sentence_end(passage, first)
    if passage.low(holder[1] - 1) not in POSSESSIVES | {"'s", "'"} or end <= comma + 1:
        return None
    stance = VIEWS[passage.low(comma - 1)]
    return Attribution((comma - 1, comma), holder, ((comma + 1, end),), stance, 0.7)


def _quote_at(passage: Passage, at: int) -> Range | None:
    """The full quotation that begins at a token."""
    quote = passage.quote_at[at] if at < len(passage.tokens) else None
    return (quote.start, quote.end) if quote is not None and quote.start == at else None
