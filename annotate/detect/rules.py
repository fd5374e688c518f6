"""The detector: an article in, a machine's annotation out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from annotate.core import Annotation, Article, Span
from annotate.detect.attribution import Attribution
from annotate.detect.attributions import attributions, orphans
from annotate.detect.central import mark_central
from annotate.detect.coreference import link_sources
from annotate.detect.cues import find_cues
from annotate.detect.draft import Draft, Key
from annotate.detect.hedges import hedges
from annotate.detect.identity import identity, is_place, number, reason
from annotate.detect.kinds import kind
from annotate.detect.lexicon import Lexicon
from annotate.detect.narrator import claims
from annotate.detect.noise import dateline, noise
from annotate.detect.passage import Passage, passage
from annotate.detect.sources import each_named
from annotate.scheme import Scheme, check

ANNOTATOR = "machine"
UNNAMED = ("unnamed_described", "unnamed_bare")
UNPLACED = ("unnamed_bare", "vague_collective")


def detect(article: Article, lexicon: Lexicon, scheme: Scheme) -> Annotation:
    """Pre-marks an article by rules: the same article and lists give the same marks.

    Every mark has the origin `prediction` and a confidence. Assertions without a source are the writer's own.
    """
    draft = Draft()
    noisy = noise(article, lexicon)
    for index, kind_ in sorted(noisy.items()):
        draft.mark("NOISE", article.paragraphs[index], 0.8, {"type": kind_})
    passages = [
        _passage(draft, article, paragraph)
        for index, paragraph in enumerate(article.paragraphs)
        if index not in noisy
    ]
    speaker: Key | None = None
    for one in passages:
        speaker = _mark_passage(draft, one, article.text, lexicon, speaker)
    link_sources(draft, article.text, lexicon)
    mark_central(draft, article, [one.span for one in passages])
    marks, links = draft.finish()
    made = Annotation(
        article=article.id,
        annotator=ANNOTATOR,
        marks=marks,
        links=links,
        article_revision=article.revision,
        text_sha256=article.sha256,
        scheme=scheme.version,
        origin="machine",
    )
    return check(made, article.text, scheme).annotation


def _passage(draft: Draft, article: Article, paragraph: Span) -> Passage:
    """A paragraph without its dateline, which is noise."""
    length = dateline(paragraph.cut(article.text))
    if 0 < length < len(paragraph):
        draft.mark("NOISE", Span(paragraph.start, paragraph.start + length), 0.7, {"type": "boilerplate"})
        paragraph = Span(paragraph.start + length, paragraph.end)
    return passage(article.text, paragraph, _within(article.sentences, paragraph))


def _within(sentences: Sequence[Span], paragraph: Span) -> Sequence[Span]:
    first = bisect_right(sentences, paragraph.start, key=lambda s: s.end)
    last = bisect_right(sentences, paragraph.end - 1, key=lambda s: s.start)
    return sentences[first:last]


def _mark_passage(draft: Draft, one: Passage, text: str, lexicon: Lexicon, speaker: Key | None) -> Key | None:
    """Marks one paragraph; gives the speaker with whom a quotation in the next may go on."""
    cues = find_cues(one, lexicon)
    found = attributions(one, cues)
    for attribution in found:
        speaker = _mark_attribution(draft, one, text, lexicon, attribution) or speaker
    for quote in orphans(one, found):
        key = _assertion(draft, one, lexicon, (quote.start, quote.end), 0.6)
        if speaker is not None and quote.start == 0:
            draft.link("attributed_to", key, speaker)
    for claim in claims(one, found):
        _assertion(draft, one, lexicon, claim, 0.4)
    _mark_hedges(draft, one, lexicon)
    return speaker


def _mark_attribution(
    draft: Draft, one: Passage, text: str, lexicon: Lexicon, found: Attribution
) -> Key | None:
    cue = draft.mark("CUE", one.cut(*found.cue), found.confidence, {"stance": found.stance})
    sources = [
        draft.mark("SOURCE", one.cut(*part), found.confidence, source_attributes(one, part, text, lexicon))
        for part in (each_named(one, found.source, lexicon) if found.source else ())
    ]
    for content in found.contents:
        key = _assertion(draft, one, lexicon, content, found.confidence - 0.1, found.lemma)
        draft.link("cued_by", key, cue)
        for source in sources:
            draft.link("attributed_to", key, source)
    return sources[0] if sources else None


def _assertion(
    draft: Draft,
    one: Passage,
    lexicon: Lexicon,
    content: tuple[int, int],
    confidence: float,
    lemma: str | None = None,
) -> Key:
    attributes = {"kind": kind(one, *content, lexicon, lemma)}
    return draft.mark("ASSERTION", one.cut(*content), confidence, attributes)


def source_attributes(one: Passage, source: tuple[int, int], text: str, lexicon: Lexicon) -> dict[str, str]:
    """identity, and what follows from it: number and reason of the unnamed, standing of the vague."""
    words = one.tokens[slice(*source)]
    known = identity(words, lexicon)
    if known is None:
        return {}
    if known == "named_person" and len(words) == 1 and is_place(words[0].text, text):
        known = "metonym"
    out = {"identity": known}
    if known in UNNAMED:
        out["number"] = number(words)
        out["reason"] = reason(one.span.cut(text), lexicon)
    if known in UNPLACED:
        out["standing"] = "unclear"
    return out


def _mark_hedges(draft: Draft, one: Passage, lexicon: Lexicon) -> None:
    inside = [key for key in draft.labelled("ASSERTION") if one.span.contains(key[1])]
    for words, type_ in hedges(one, lexicon):
        span = one.cut(*words)
        hedge = draft.mark("HEDGE", span, 0.8, {"type": type_})
        holders = [key for key in inside if key[1].contains(span)]
        if holders:
            draft.link("hedged_by", min(holders, key=lambda key: len(key[1])), hedge)
