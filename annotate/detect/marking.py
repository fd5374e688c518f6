"""From what the rules find in a paragraph to marks, links and attributes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from annotate.core import Article
from annotate.detect.attribution import Attribution
from annotate.detect.attributions import orphans
from annotate.detect.conduits import passes_on
from annotate.detect.draft import Draft, Key
from annotate.detect.found import Found, Sure
from annotate.detect.grammar import STOPS, word_set
from annotate.detect.hedges import hedges
from annotate.detect.identity import identity, is_place, number, reason, standing
from annotate.detect.kinds import kind
from annotate.detect.lexicon import Lexicon
from annotate.detect.narrator import claims
from annotate.detect.passage import Passage
from annotate.detect.sources import Range, each_named, nearest, subject
from annotate.detect.tokens import Token

UNNAMED = ("unnamed_described", "unnamed_bare")
WITNESSING = word_set("see observe watch count notice hear")
LONGEST_CLAUSE = 20
"""Words behind a source in which a clause that tells who it is must end."""
OWN, QUOTED_ON = 0.4, 0.6
"""Confidence in the writer's own assertions, and in quotations whose speaker stands in another paragraph."""


def mark_passage(
    draft: Draft,
    one: Passage,
    article: Article,
    lexicon: Lexicon,
    found: Found,
    speaker: Key | None,
) -> Key | None:
    """Marks what was found in one paragraph; gives the speaker with whom the next may go on."""
    for attribution in found.attributions:
        speaker = _mark_attribution(draft, one, article.text, lexicon, attribution) or speaker
    _link_conduits(draft, one, lexicon, found.attributions)
    _mark_alone(draft, one, article.text, lexicon, found.alone, speaker)
    for quote in orphans(one, found.attributions):
        if found.is_told((quote.start, quote.end)):
            continue
        key = _assertion(draft, one, lexicon, (quote.start, quote.end), QUOTED_ON)
        if speaker is not None and quote.start == 0 and _is_closed(one, quote.end):
            draft.link("attributed_to", key, speaker)
    headline = article.title is not None and one.span.start == 0
    for claim in claims(one, found.attributions, headline):
        if not found.is_told(claim):
            _assertion(draft, one, lexicon, claim, OWN)
    _mark_hedges(draft, one, lexicon)
    return _announced(one, found.alone) or speaker


def _is_closed(one: Passage, end: int) -> bool:
    """Whether what ends there ends as a sentence does: no heading, which is nobody's next words."""
    return any(one.low(at) in STOPS | {","} for at in range(end - 2, end + 1))


def _announced(one: Passage, alone: Sure) -> Key | None:
    """Whom a paragraph that ends in a colon lets speak in the next: "Lee went on:"."""
    if not one.tokens or one.tokens[-1].text != ":":
        return None
    named = [range_ for label, range_ in alone if label == "SOURCE"]
    return ("SOURCE", one.cut(*max(named))) if named else None


def _mark_attribution(
    draft: Draft, one: Passage, text: str, lexicon: Lexicon, found: Attribution
) -> Key | None:
    witnessed = found.source is not None and _is_witnessed(one.tokens[slice(*found.source)], found.lemma)
    stance = "neutral" if witnessed else found.stance
    cue = draft.mark("CUE", one.cut(*found.cue), found.confidence, {"stance": stance})
    sources = _mark_sources(draft, one, text, lexicon, found, found.source) if found.source else []
    for content in found.contents:
        sure = found.sure_of(content, found.confidence - 0.1)
        key = _assertion(draft, one, lexicon, content, sure, "" if witnessed else found.lemma)
        draft.link("cued_by", key, cue)
        for source in sources:
            draft.link("attributed_to", key, source)
    if found.via and sources:
        passing = _mark_sources(draft, one, text, lexicon, found, found.via)[0]
        draft.link("via", sources[0], passing)
    return sources[0] if sources else None


def _mark_sources(
    draft: Draft, one: Passage, text: str, lexicon: Lexicon, found: Attribution, source: Range
) -> list[Key]:
    sure = found.sure_of(source, found.confidence)
    return [
        draft.mark("SOURCE", one.cut(*part), sure, source_attributes(one, part, text, lexicon, found.lemma))
        for part in each_named(one, source, lexicon)
    ]


def _mark_alone(
    draft: Draft, one: Passage, text: str, lexicon: Lexicon, alone: Sure, speaker: Key | None
) -> None:
    """Marks spans in no attribution; an assertion is its nearest source's, else the last speaker's."""
    sources = [range_ for label, range_ in alone if label == "SOURCE"]
    for (label, range_), sure in alone.items():
        if label == "CUE":
            draft.mark(label, one.cut(*range_), sure, {"stance": "neutral"})
        elif label == "SOURCE":
            draft.mark(label, one.cut(*range_), sure, source_attributes(one, range_, text, lexicon))
        else:
            key = _assertion(draft, one, lexicon, range_, sure, "")
            holder = ("SOURCE", one.cut(*nearest(range_, sources))) if sources else speaker
            heading = range_ == (0, len(one.tokens)) and not _is_closed(one, range_[1])
            if holder is not None and not heading:
                draft.link("attributed_to", key, holder)


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
    if _is_witnessed(words, lemma):
        known = "own_observation"
    out = {"identity": known}
    if known in UNNAMED:
        out["number"] = number(words)
        out["reason"] = reason(one.span.cut(text), lexicon)
    placed = standing((*words, *_relative(one, source[1])), known)
    if placed:
        out["standing"] = placed
    return out


def _is_witnessed(words: Sequence[Token], lemma: str) -> bool:
    """Whether a reporter saw it: no view of the mind, but the outlet's own observation."""
    return lemma in WITNESSING and any(word.low in ("reporter", "reporters") for word in words)


def _relative(one: Passage, end: int) -> Sequence[Token]:
    """The clause behind a source that tells who it is: "who saw the fire", up to its comma."""
    start = end + (one.low(end) == ",")
    if one.low(start) != "who":
        return ()
    words = one.tokens[start : start + LONGEST_CLAUSE]
    return words[: next((at for at, word in enumerate(words) if word.low in (",", ".")), len(words))]


def _antecedent(one: Passage, source: Range) -> Range | None:
    """Whom ", who" means: the noun phrase before its comma."""
    at = source[0] - 1
    if one.low(source[0]) != "who" or one.low(at) != ",":
        return None
    return subject(one, at, one.sentence_of(at)[0])


def _link_conduits(draft: Draft, one: Passage, lexicon: Lexicon, found: Sequence[Attribution]) -> None:
    """Joins a speaker inside another's words to who passes them on; a pronoun may be that very speaker.

    Of several around each other the innermost does: what Lee says that Orr said that Park said is Park's word
    by Orr, and Orr's by Lee.
    """
    outer = {content: other.source for other in found for content in other.contents if other.source}
    for inner in found:
        if inner.source is None or inner.via or not passes_on(one, found, inner):
            continue
        start, end = inner.source
        passing = (
            (last - first, by)
            for (first, last), by in outer.items()
            if first <= start and end <= last and by != inner.source
        )
        _, by = min(passing, default=(0, None))
        if by is not None:
            first, second = (each_named(one, side, lexicon)[0] for side in (inner.source, by))
            draft.link("via", ("SOURCE", one.cut(*first)), ("SOURCE", one.cut(*second)))


def _mark_hedges(draft: Draft, one: Passage, lexicon: Lexicon) -> None:
    found = list(hedges(one, lexicon))
    here = takewhile(lambda key: key[1].start >= one.span.start, reversed(draft.attributes))
    inside = [key for key in here if key[0] == "ASSERTION"] if found else []
    for words, type_ in found:
        span = one.cut(*words)
        hedge = draft.mark("HEDGE", span, 0.8, {"type": type_})
        holders = [key for key in inside if key[1].contains(span)]
        if holders:
            draft.link("hedged_by", min(holders, key=lambda key: (len(key[1]), key)), hedge)
