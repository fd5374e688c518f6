"""From what the rules find in a paragraph to marks, links and attributes."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.core import Article
from annotate.detect.attribution import Attribution
from annotate.detect.attributions import attributions, orphans
from annotate.detect.cues import find_cues
from annotate.detect.draft import Draft, Key
from annotate.detect.grammar import PRONOUNS, word_set
from annotate.detect.hedges import hedges
from annotate.detect.identity import identity, is_place, number, reason
from annotate.detect.kinds import kind
from annotate.detect.lexicon import Lexicon
from annotate.detect.narrator import claims
from annotate.detect.passage import Passage
from annotate.detect.sources import Range, each_named, subject

UNNAMED = ("unnamed_described", "unnamed_bare")
UNPLACED = ("unnamed_bare", "vague_collective")
WITNESSING = word_set("see observe watch count notice hear")
OWN, QUOTED_ON = 0.4, 0.6
"""Confidence in the writer's own assertions, and in quotations whose speaker stands in another paragraph."""


def mark_passage(
    draft: Draft, one: Passage, article: Article, lexicon: Lexicon, speaker: Key | None
) -> Key | None:
    """Marks one paragraph; gives the speaker with whom a quotation in the next may go on."""
    found = attributions(one, find_cues(one, lexicon))
    for attribution in found:
        speaker = _mark_attribution(draft, one, article.text, lexicon, attribution) or speaker
    _link_conduits(draft, one, lexicon, found)
    for quote in orphans(one, found):
        key = _assertion(draft, one, lexicon, (quote.start, quote.end), QUOTED_ON)
        if speaker is not None and quote.start == 0:
            draft.link("attributed_to", key, speaker)
    headline = article.title is not None and one.span.start == 0
    for claim in claims(one, found, headline):
        _assertion(draft, one, lexicon, claim, OWN)
    _mark_hedges(draft, one, lexicon)
    return speaker


def _mark_attribution(
    draft: Draft, one: Passage, text: str, lexicon: Lexicon, found: Attribution
) -> Key | None:
    cue = draft.mark("CUE", one.cut(*found.cue), found.confidence, {"stance": found.stance})
    sources = []
    for part in each_named(one, found.source, lexicon) if found.source else ():
        attributes = source_attributes(one, part, text, lexicon, found.lemma)
        sources.append(draft.mark("SOURCE", one.cut(*part), found.confidence, attributes))
    for content in found.contents:
        key = _assertion(draft, one, lexicon, content, found.confidence - 0.1, found.lemma)
        draft.link("cued_by", key, cue)
        for source in sources:
            draft.link("attributed_to", key, source)
    return sources[0] if sources else None


def _assertion(
    draft: Draft, one: Passage, lexicon: Lexicon, content: Range, confidence: float, lemma: str | None = None
) -> Key:
    attributes = {"kind": kind(one, *content, lexicon, lemma)}
    return draft.mark("ASSERTION", one.cut(*content), confidence, attributes)


def source_attributes(
    one: Passage, source: Range, text: str, lexicon: Lexicon, lemma: str = ""
) -> dict[str, str]:
    """identity, and what follows from it: number and reason of the unnamed, standing of the vague.

    `lemma` is that of the cue: a reporter who saw it is the outlet's own observation.
    """
    words = one.tokens[slice(*(_antecedent(one, source) or source))]
    known = identity(words, lexicon)
    if known is None:
        return {}
    if known == "named_person" and len(words) == 1 and is_place(words[0].text, text):
        known = "metonym"
    if lemma in WITNESSING and any(word.low in ("reporter", "reporters") for word in words):
        known = "own_observation"
    out = {"identity": known}
    if known in UNNAMED:
        out["number"] = number(words)
        out["reason"] = reason(one.span.cut(text), lexicon)
    if known in UNPLACED:
        out["standing"] = "unclear"
    return out


def _antecedent(one: Passage, source: Range) -> Range | None:
    """Whom ", who" means: the noun phrase before its comma."""
    at = source[0] - 1
    if one.low(source[0]) != "who" or one.low(at) != ",":
        return None
    return subject(one, at, one.sentence_of(at)[0])


def _link_conduits(draft: Draft, one: Passage, lexicon: Lexicon, found: Sequence[Attribution]) -> None:
    """Joins a speaker inside another's words to who passes them on; a pronoun may be that very speaker."""
    for inner in found:
        for outer in found:
            if inner.source is None or outer.source is None or inner.source == outer.source:
                continue
            passed = any(start <= inner.source[0] and inner.source[1] <= end for start, end in outer.contents)
            if passed and one.low(inner.source[0]) not in PRONOUNS | {"who"}:
                first, second = (each_named(one, side, lexicon)[0] for side in (inner.source, outer.source))
                draft.link("via", ("SOURCE", one.cut(*first)), ("SOURCE", one.cut(*second)))


def _mark_hedges(draft: Draft, one: Passage, lexicon: Lexicon) -> None:
    found = list(hedges(one, lexicon))
    inside = [key for key in draft.labelled("ASSERTION") if one.span.contains(key[1])] if found else []
    for words, type_ in found:
        span = one.cut(*words)
        hedge = draft.mark("HEDGE", span, 0.8, {"type": type_})
        holders = [key for key in inside if key[1].contains(span)]
        if holders:
            draft.link("hedged_by", min(holders, key=lambda key: len(key[1])), hedge)
