"""Who passed on what somebody else said: a report that cites officials, a memo described by a clerk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotate.detect.attribution import Attribution, floor_of
from annotate.detect.clauses import sentence_end
from annotate.detect.grammar import BE, POSSESSIVES, PRONOUNS, is_adverb, is_finite, word_set
from annotate.detect.identity import identity
from annotate.detect.lexicon import Lexicon
from annotate.detect.passage import Passage
from annotate.detect.sources import Range, following, subject

CITING = word_set("citing quoting")
QUOTED = word_set("quoted quotes cited cites")
RELAYED = word_set(
    """
    reported relayed described disclosed revealed recounted conveyed detailed provided shared seen obtained
    read quoted cited summarised summarized reviewed leaked played
    """
)
"""Participles that say through whom a message came to the article."""
BEFORE_RELAYED = frozenset({",", "as", "first"})
BEHIND_BY = frozenset({",", "as", ""})
FARTHEST = 4
"""Words between such a participle and its "by": read to this reporter by."""
OWN = word_set("this our newspaper paper magazine site website reporter reporters")
"""What an article calls its own outlet by, which passes nothing on."""
CALLED = word_set("the news agency newspaper broadcaster magazine daily")
REPORTING = word_set(
    "say tell report warn claim deny admit conclude believe allege confirm insist call write testify state"
)
"""Verbs by which somebody's words inside another's are an attribution of their own."""


def relayed(
    one: Passage, found: Sequence[Attribution], lexicon: Lexicon, outlet: str | None
) -> list[Attribution]:
    """The attributions with who passed their words on, where the text says so: never the own outlet.

    What is told to another outlet counts where the article's own is known, since it may be that one. Where a
    reason is cited and nobody's words (citing safety), that is no attribution.
    """
    out = []
    for each in found:
        if one.low(each.cue[0]) in CITING and each.source and not _can_speak(one, each.source, lexicon):
            continue
        made = _passed(one, each, found, lexicon) or _told(one, each, lexicon)
        out.append(made if made and _is_foreign(one, made.via, lexicon, outlet) else each)
    return out


def passing_on(one: Passage, found: Sequence[Attribution], lexicon: Lexicon) -> set[Range]:
    """The sentences in which one speaker's words come through another."""
    return {
        one.sentence_of(each.cue[0])
        for each in found
        if passes_on(one, found, each) or _passed(one, each, found, lexicon)
    }


def _passed(
    one: Passage, each: Attribution, found: Sequence[Attribution], lexicon: Lexicon
) -> Attribution | None:
    return _cited(one, each, found, lexicon) or _quoted(one, each) or _through(one, each)


def passes_on(one: Passage, found: Sequence[Attribution], each: Attribution) -> bool:
    """Whether an attribution is what somebody else says: its speaker opens the other's content."""
    if each.source is None or each.lemma not in REPORTING or one.low(each.source[0]) in PRONOUNS | {"who"}:
        return False
    return any(
        0 <= each.source[0] - first <= 1 and max(end for _, end in each.contents) <= last and other.source
        for other in found
        for first, last in other.contents
        if other is not each
    )


def _is_foreign(one: Passage, by: Range | None, lexicon: Lexicon, outlet: str | None) -> bool:
    """Whether these words name somebody else than the article's own outlet."""
    if by is None or by[0] >= by[1]:
        return False
    words = one.tokens[slice(*by)]
    if OWN & {words[0].low, words[-1].low}:
        return False
    if identity(words, lexicon) != "other_media":
        return words[0].low not in PRONOUNS
    own, named = (outlet or "").lower().split(), [word.low for word in words]
    return bool(own) and named[-1] != own[-1]


def _with(each: Attribution, source: Range, by: Range | None) -> Attribution:
    sure = each.sure_of(each.source or source, each.confidence)
    return replace(each, source=source, via=by, each={**each.each, source: sure})


def _cited(
    one: Passage, each: Attribution, found: Sequence[Attribution], lexicon: Lexicon
) -> Attribution | None:
    """The Ledger, citing two officials, said: the contents of the verb beside it, by who is cited."""
    cue, source = each.cue, each.source
    if one.low(cue[0]) in QUOTED and one.low(cue[0] - 1) == "which":
        source = following(one, cue[1], sentence_end(one, cue[0]))
    elif one.low(cue[0]) not in CITING:
        return None
    sentence = one.sentence_of(cue[0])
    others = [
        other
        for other in found
        if other is not each and other.source and sentence == one.sentence_of(other.cue[0])
    ]
    host = min(others, key=lambda other: abs(other.cue[0] - cue[0]), default=None)
    if host is None or source is None or not _can_speak(one, source, lexicon):
        return None
    return replace(_with(each, source, host.source), contents=host.contents)


def _can_speak(one: Passage, source: Range, lexicon: Lexicon) -> bool:
    """Whether these words name a person, a body or a document, and not a reason (citing safety)."""
    words = one.tokens[slice(*source)]
    if words[0].low in POSSESSIVES:
        return False
    roles = any(word.low in lexicon.heads["roles"] for word in words)
    return roles or identity(words, lexicon) not in (None, "unnamed_described", "vague_collective")


def _quoted(one: Passage, each: Attribution) -> Attribution | None:
    """The Ledger quoted the dean as saying; the dean was quoted by the Ledger as saying."""
    at = each.cue[0] - 1
    if one.low(each.cue[0]) != "saying" or one.low(at) != "as":
        return None
    verb = next((i for i in range(at - 1, max(at - 12, 0), -1) if one.low(i) in QUOTED), None)
    if verb is None:
        return None
    if one.low(verb - 1) not in BE:
        return _with(each, (verb + 1, at), subject(one, verb, floor_of(one, verb)))
    speaker = subject(one, verb - 1, floor_of(one, verb))
    behind = verb + 2 if one.low(verb + 1) == "by" else each.cue[1] + 1
    named = one.low(behind - 1) in ("by", "in") and following(one, behind, sentence_end(one, behind - 1))
    return (
        _with(each, speaker, (named[0], min(named[1], at)) if behind < at else named)
        if speaker and named
        else None
    )


def _through(one: Passage, each: Attribution) -> Attribution | None:
    """A memo, described by two officials, says: the memo, and those through whom it came."""
    if each.source is None or each.source[1] > each.cue[0]:
        return None
    start, end = each.source
    for at in range(start + 1, each.cue[0]):
        if one.low(at) in RELAYED and _is_reduced(one, at, end):
            by = next((i for i in range(at + 1, at + 1 + FARTHEST) if one.low(i) == "by"), at)
            told = following(one, by + 1, each.cue[0]) if by > at else None
            if told and (one.low(told[1]) in BEHIND_BY or told[1] == each.cue[0]):
                while one.low(at - 1) in BEFORE_RELAYED or is_adverb(one.low(at - 1)):
                    at -= 1
                return _with(each, (start, min(end, at)), told) if start < at else None
    return None


def _is_reduced(one: Passage, at: int, end: int) -> bool:
    """Whether a participle stands right behind the noun, or behind its comma."""
    between = (one.low(index) for index in range(end, at))
    plain = all(low in BEFORE_RELAYED or is_adverb(low) for low in between)
    return plain and not is_finite(one.low(at - 1)) and one.low(at - 1) not in BE


def _told(one: Passage, each: Attribution, lexicon: Lexicon) -> Attribution | None:
    """Two officials told the Ledger; said in an interview with the Ledger."""
    if each.source is None:
        return None
    at = each.cue[1] if each.lemma == "tell" else _interview(one, each.cue)
    start = at
    while one.low(at) in CALLED:
        at += 1
    end = at
    while end < len(one.tokens) and one.tokens[end].text[:1].isupper():
        end += 1
    if end == at or identity(one.tokens[at:end], lexicon) != "other_media":
        return None
    return _with(each, each.source, (start, end))


def _interview(one: Passage, cue: Range) -> int:
    """The word behind "an interview with"; one beyond the end where nothing is said in one."""
    places = range(cue[0], min(cue[1] + 5, len(one.tokens) - 1))
    ends = (at + 2 for at in places if one.low(at) == "interview" and one.low(at + 1) in ("with", "to"))
    return next(ends, len(one.tokens))
