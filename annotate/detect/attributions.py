"""All attributions of a passage: one for each cue that has a content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotate.detect.attribution import Attribution
from annotate.detect.cues import Cue
from annotate.detect.passage import Passage
from annotate.detect.quotes import Quote
from annotate.detect.sources import Range
from annotate.detect.spoken import finite, participle
from annotate.detect.unspoken import adverb, by_agent, nominal, passive, phrase

LONGEST_NAME = 6
"""Words of a name, signs counted, before the colon of a turn in a transcript."""


def attributions(passage: Passage, cues: Sequence[Cue]) -> list[Attribution]:
    """Every attribution of a passage, in the order of the cues."""
    found: list[Attribution] = []
    for cue in cues:
        made = _attribution(passage, cue, cues, found)
        contents = tuple(one for one in made.contents if one[0] < one[1]) if made else ()
        if made is not None and contents:
            source = _behind_cues(made.source, cues) if made.source else None
            found.append(replace(made, source=source, contents=contents, lemma=cue.lemma))
    return _carried_on(passage, _uncrossed([*_transcribed(passage), *found]))


def _attribution(
    passage: Passage, cue: Cue, cues: Sequence[Cue], earlier: Sequence[Attribution]
) -> Attribution | None:
    match cue.shape:
        case "finite":
            return finite(passage, cue, cues)
        case "ing":
            return participle(passage, cue, cues, earlier)
        case "phrase":
            return phrase(passage, cue, cues)
        case "noun":
            return nominal(passage, cue, cues)
        case "adverb":
            return adverb(passage, cue, cues)
        case "by":
            return by_agent(passage, cue, earlier)
        case _:
            return passive(passage, cue, cues)


def _transcribed(passage: Passage) -> Iterator[Attribution]:
    """A turn of a transcript: "LEE: We were there."; all the paragraph is the speaker's."""
    colon = next(
        (index for index in range(1, min(LONGEST_NAME, len(passage.tokens))) if passage.low(index) == ":"), 0
    )
    end = len(passage.tokens) - (passage.low(len(passage.tokens) - 1) == ".")
    name = [token.text for token in passage.tokens[:colon]]
    if name and len("".join(name)) > 2 and all(word.isupper() for word in name) and end - colon > 2:
        yield Attribution((colon, colon + 1), (0, colon), ((colon + 1, end),), "neutral", 0.7)


def _behind_cues(source: Range, cues: Sequence[Cue]) -> Range | None:
    """A source without the cue of another attribution that its noun phrase ran over."""
    inside = [cue.end for cue in cues if source[0] < cue.end <= source[1] and cue.shape != "noun"]
    start = max([source[0], *inside])
    return (start, source[1]) if start < source[1] else None


def _uncrossed(found: Sequence[Attribution]) -> list[Attribution]:
    """Contents nest and never cross: one that begins inside another ends with it at the latest."""
    every = [content for one in found for content in one.contents]

    def cut(content: Range) -> Range:
        start, end = content
        return start, min([end, *(last for first, last in every if first < start < last < end)])

    return [replace(one, contents=tuple(cut(content) for content in one.contents)) for one in found]


def _carried_on(passage: Passage, found: Sequence[Attribution]) -> list[Attribution]:
    """Quotations that nobody is said to utter go on with the speaker before them in the paragraph."""
    out = list(found)
    for quote in orphans(passage, found):
        number = next((i for i in range(len(out) - 1, -1, -1) if out[i].cue[0] < quote.start), None)
        if number is not None and out[number].source is not None:
            out[number] = replace(out[number], contents=(*out[number].contents, (quote.start, quote.end)))
    return out


def orphans(passage: Passage, found: Sequence[Attribution]) -> Iterator[Quote]:
    """Full quotations that no attribution of the paragraph covers."""
    taken = [content for one in found for content in one.contents]
    for quote in passage.quotes:
        if quote.full and not any(start < quote.end and quote.start < end for start, end in taken):
            yield quote
