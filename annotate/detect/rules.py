"""The detector: an article in, a machine's annotation out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotate.core import Annotation, Article, Span
from annotate.core.language import is_english
from annotate.detect.attribution import Attribution
from annotate.detect.attributions import attributions
from annotate.detect.central import mark_central
from annotate.detect.conduits import relayed
from annotate.detect.coreference import link_sources
from annotate.detect.cues import find_cues
from annotate.detect.draft import Draft, Key
from annotate.detect.found import Found
from annotate.detect.lexicon import Lexicon
from annotate.detect.marking import mark_passage
from annotate.detect.noise import dateline, noise
from annotate.detect.passage import Passage, passages
from annotate.detect.responses import link_responses
from annotate.scheme import Scheme

if TYPE_CHECKING:
    from annotate.detect.model import Model
    from annotate.detect.sentences import Model as SentenceModel

ANNOTATOR = "machine"


def detect(
    article: Article,
    lexicon: Lexicon,
    scheme: Scheme,
    model: Model | None = None,
    sentences: SentenceModel | None = None,
    for_people: bool = False,
) -> Annotation:
    """Pre-marks an article: the same article, lists and model give the same marks.

    By rules alone, or, given a model, with its sources, cues and assertions, which the rules fill with
    attributes; given a sentence model, paragraphs that it surely takes for noise are marked so, too. A
    model's marks are cut as in its corpus, `for_people` as the scheme has it, with what the rules see beside
    them. Every mark has the origin `prediction` and a confidence. Assertions without a source or a cue are
    the writer's own. An article in another language than English gets no marks.
    """
    draft = Draft()
    read = mark_noise(draft, article, lexicon, sentences) if is_english(article.language) else []
    speaker: Key | None = None
    for one, found in zip(read, find(read, lexicon, model, for_people), strict=True):
        if for_people:
            found = replace(found, attributions=relayed(one, found.attributions, lexicon, article.outlet))
        speaker = mark_passage(draft, one, article, lexicon, found, speaker)
    title = 0 if article.title is None or not article.paragraphs else article.paragraphs[0].end
    link_sources(draft, article.text, lexicon, title)
    draft.leave_to_innermost()
    link_responses(draft, article)
    mark_central(draft, article, [one.span for one in read])
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


def mark_noise(
    draft: Draft, article: Article, lexicon: Lexicon, sentences: SentenceModel | None = None
) -> list[Passage]:
    """Marks what is not the article, and gives the paragraphs that are, an endless one in pieces."""
    noisy = noise(article, lexicon)
    for index, kind_ in sorted(noisy.items()):
        draft.mark("NOISE", article.paragraphs[index], 0.8, {"type": kind_})
    if sentences is not None:
        noisy |= _likely_noise(draft, article, noisy, sentences)
    return [
        one
        for index, paragraph in enumerate(article.paragraphs)
        if index not in noisy
        for one in _passages(draft, article, paragraph)
    ]


def _likely_noise(
    draft: Draft, article: Article, noisy: Mapping[int, str], model: SentenceModel
) -> dict[int, str]:
    """Marks the paragraphs that the model takes for noise and the rules do not; never the title."""
    from annotate.detect.sentences.classify import noisy_paragraphs

    found = {}
    for index, sure in noisy_paragraphs(article, [article.paragraphs[one] for one in noisy], model).items():
        if index not in noisy and (index or article.title is None):
            found[index] = "boilerplate"
            draft.mark("NOISE", article.paragraphs[index], sure, {"type": found[index]})
    return found


def ruled(one: Passage, lexicon: Lexicon) -> list[Attribution]:
    """What the rules find in a paragraph."""
    return attributions(one, find_cues(one, lexicon))


def find(
    passages: Sequence[Passage], lexicon: Lexicon, model: Model | None, for_people: bool = False
) -> list[Found]:
    """What each paragraph holds: as the rules have it, or as a model does that is told what they say."""
    by_rules = [ruled(one, lexicon) for one in passages]
    if model is None:
        return [Found(found) for found in by_rules]
    from annotate.detect.model.marking import read

    return read(model, passages, by_rules, lexicon, for_people)


def _passages(draft: Draft, article: Article, paragraph: Span) -> list[Passage]:
    """A paragraph without its dateline, which is noise."""
    length = dateline(paragraph.cut(article.text))
    if 0 < length < len(paragraph):
        draft.mark("NOISE", Span(paragraph.start, paragraph.start + length), 0.7, {"type": "boilerplate"})
        paragraph = Span(paragraph.start + length, paragraph.end)
    return passages(article.text, paragraph, article.sentences)
