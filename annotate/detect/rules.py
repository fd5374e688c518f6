"""The detector: an article in, a machine's annotation out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from annotate.core import Annotation, Article, Span
from annotate.detect.central import mark_central
from annotate.detect.coreference import link_sources
from annotate.detect.draft import Draft, Key
from annotate.detect.lexicon import Lexicon
from annotate.detect.marking import mark_passage
from annotate.detect.noise import dateline, noise
from annotate.detect.passage import Passage, passage
from annotate.scheme import Scheme

ANNOTATOR = "machine"


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
        speaker = mark_passage(draft, one, article, lexicon, speaker)
    link_sources(draft, article.text, lexicon)
    mark_central(draft, article, [one.span for one in passages])
    marks, links = draft.finish()
    return Annotation(
        article=article.id,
        annotator=ANNOTATOR,
        marks=marks,
        links=links,
        article_revision=article.revision,
        text_sha256=article.sha256,
        scheme=scheme.version,
        origin="machine",
    )


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
