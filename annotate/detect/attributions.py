"""All attributions of a passage: one for each cue that has a content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotate.detect.attribution import Attribution
from annotate.detect.cues import Cue
from annotate.detect.grammar import word_set
from annotate.detect.openings import opened
from annotate.detect.participles import participle
from annotate.detect.passage import Passage
from annotate.detect.quotes import Quote
from annotate.detect.signatures import signed
from annotate.detect.sources import Range, following, touch
from annotate.detect.spoken import finite
from annotate.detect.unspoken import adverb, by_agent, impersonal, nominal, passive, phrase

ACCOUNTS = word_set("analysis account accounts assessment version claim allegation information details")


def attributions(passage: Passage, cues: Sequence[Cue]) -> list[Attribution]:
    """Every attribution of a passage, in the order of the cues."""
    found: list[Attribution] = []
    for cue in cues:
        made = _attribution(passage, cue, cues, found)
        contents = tuple(one for one in made.contents if one[0] < one[1]) if made else ()
        if made is not None and contents:
            source = _behind_cues(made.source, cues) if made.source else None
            found.append(replace(made, source=source, contents=contents, lemma=cue.lemma))
    found = [*_passed_on(passage, cues, found)]
    return _carried_on(passage, _uncrossed([*opened(passage), *signed(passage), *found]))


def _attribution(
    passage: Passage, cue: Cue, cues: Sequence[Cue], earlier: Sequence[Attribution]
) -> Attribution | None:
    match cue.shape:
        case "finite":
            return finite(passage, cue, cues)
        case "ing":
            return participle(passage, cue, cues, earlier)
        case "phrase":
            return phrase(passage, cue, cues, earlier)
        case "noun":
            return nominal(passage, cue, cues)
        case "conduit":
            return None
        case "impersonal":
            return impersonal(passage, cue, cues)
        case "adverb":
            return adverb(passage, cue, cues)
        case "by":
            return by_agent(passage, cue, earlier)
        case _:
            return passive(passage, cue, cues)


def _passed_on(passage: Passage, cues: Sequence[Cue], found: Sequence[Attribution]) -> Iterator[Attribution]:
    """This analysis, reported by two sources, shows a change: what it shows is those sources' word."""
    conduits = {cue.start - 1: cue for cue in cues if cue.shape == "conduit"}
    for one in found:
        cue = conduits.get(one.source[1]) if one.source else None
        if cue is None or one.source is None or not _is_account(passage, one.source):
            yield one
            continue
        by = following(passage, cue.end + 1, one.cue[0])
        yield replace(one, cue=(cue.start, cue.end), source=by)
        yield replace(one, source=by)


def _is_account(passage: Passage, words: Range) -> bool:
    """What has no voice of its own: this analysis, the account."""
    return passage.low(words[0]) in ("this", "that", "these") or passage.low(words[1] - 1) in ACCOUNTS


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
        if quote.full and not any(touch(one, (quote.start, quote.end)) for one in taken):
            yield quote
