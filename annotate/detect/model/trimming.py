"""The edges of a network's marks as the scheme has them: sources end with the noun, cues with the verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotate.detect.attribution import Attribution
from annotate.detect.grammar import BE, OBJECT_PRONOUNS, OPENERS, PREPOSITIONS, RELATIVES, TIMES
from annotate.detect.passage import Passage
from annotate.detect.sources import Range


def trimmed(one: Passage, each: Attribution, ruled: Sequence[Attribution]) -> Attribution:
    """An attribution with the scheme's edges; without contents where only a pronoun names what is said."""
    cue = _to_verb(one, each.cue, ruled)
    source = None if each.source is None else _to_noun(one, each.source)
    contents = tuple(_contents(one, each))
    sure = {**each.each}
    if source is not None and each.source is not None:
        sure[source] = each.sure_of(each.source, each.confidence)
    for content in contents:
        whole = next(old for old in each.contents if old[0] <= content[0] < old[1])
        sure[content] = each.sure_of(whole, each.confidence - 0.1)
    return replace(each, cue=cue, source=source, contents=contents, each=sure)


def _to_verb(one: Passage, cue: Range, ruled: Sequence[Attribution]) -> Range:
    """Without its colon, and without how and where it was said: denied by telephone, wrote in a statement."""
    start, end = cue
    for each in ruled:
        if each.cue[0] == start and start < each.cue[1] < end and one.low(each.cue[1]) in PREPOSITIONS:
            end = each.cue[1]
    return start, end - (end - start > 1 and one.low(end - 1) == ":")


def _to_noun(one: Passage, source: Range) -> Range:
    """Without ", who was there", ", 57", "today", a "who" at its end, and the comma behind an apposition."""
    start, end = source
    for at in range(start + 1, end):
        if one.low(at - 1) == "," and (one.low(at) in ("who", "which") or _is_age(one, at, end)):
            end = at - 1
            break
    while end - start > 1 and (one.low(end - 1) in (",", "who") or _is_time(one, end - 1)):
        end -= 1
    return start, end


def _is_age(one: Passage, at: int, end: int) -> bool:
    return one.low(at).isdecimal() and (at + 1 >= end or one.low(at + 1) == ",")


def _is_time(one: Passage, at: int) -> bool:
    return one.low(at) in TIMES and one.low(at - 1) == ","


def _contents(one: Passage, each: Attribution) -> Iterator[Range]:
    """What is said in the cue's sentence or in quotation marks, up to a semicolon.

    Not what only points back (says this, believes him) or names the source.
    """
    here = one.sentence_of(each.cue[0])
    for start, end in each.contents:
        if one.quote_at[start] is None and one.sentence_of(start) != here:
            continue
        end = next(
            (at for at in range(start + 1, end) if one.low(at) == ";" and one.quote_at[at] is None), end
        )
        own = set(range(*each.source)) if each.source else set()
        start = _behind_hearer(one, each, start, end)
        words = [at for at in range(start, end) if one.tokens[at].is_word and at not in own]
        if not all(one.low(at) in RELATIVES for at in words) and not _points_back(one, start, end):
            yield start, end


def _behind_hearer(one: Passage, each: Attribution, start: int, end: int) -> int:
    """At the "that" behind who was told: told the city in every quarter that all was well."""
    passive = any(one.low(at) in BE for at in range(each.cue[0] - 1, each.cue[1]))
    if (
        each.lemma != "tell"
        or passive
        or start != each.cue[1]
        or one.low(start) in OPENERS
        or one.quote_at[start]
    ):
        return start
    return next((at for at in range(start, end) if one.low(at) == "that"), start)


def _points_back(one: Passage, start: int, end: int) -> bool:
    """Whether words only point to what was said before: him, this without a smile, this perception."""
    alone = end - start == 1 and one.low(start) in OBJECT_PRONOUNS
    named = one.low(start) in ("this", "that", "these", "those") and end - start == 2
    return alone or named or (one.low(start) == "this" and one.low(start + 1) in PREPOSITIONS - {"as"})


def only_points_back(one: Passage, each: Attribution) -> bool:
    """Whether an attribution repeats nothing but what was said before, and names it by a word."""
    return all(_points_back(one, *content) for content in each.contents)
