"""Articles that people marked, as the network reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from annotate.core import Article, Span
from annotate.detect import Lexicon
from annotate.detect.draft import Draft
from annotate.detect.model.features import features
from annotate.detect.model.tags import LABELS, encode
from annotate.detect.model.words import Vocabulary
from annotate.detect.passage import Passage
from annotate.detect.rules import mark_noise, ruled
from annotate.evaluation.shape import Side
from annotate.training.step import Example

Spans = Sequence[tuple[str, Span]]


def example(article: Article, spans: Spans, lexicon: Lexicon, vocabulary: Vocabulary) -> Example | None:
    """What the network is given of an article, made as for marking it; None where no word is left of it.

    Args:
        spans: sources, cues and the parts of attributed assertions, in offsets of the article's text.
    """
    _, made = tagged(article, spans, lexicon, vocabulary)
    return made if made.rows.lengths.any() else None


def tagged(
    article: Article, spans: Spans, lexicon: Lexicon, vocabulary: Vocabulary
) -> tuple[list[Passage], Example]:
    """The passages of an article that are not noise, and their rows with the tags that people gave them."""
    passages = mark_noise(Draft(), article, lexicon)
    rows = features(passages, [ruled(one, lexicon) for one in passages], vocabulary)
    tags = np.zeros(len(rows.columns), np.int8)
    for one, start, length in zip(passages, rows.starts, rows.lengths, strict=True):
        tags[start : start + length] = _tags(one, spans)
    return passages, Example(rows, tags)


def spans_of(side: Side) -> Spans:
    """What is learnt from a reading: the writer's own assertions are not among it; longer spans first."""
    own = {unit.id for unit in side.units if unit.label == "ASSERTION"} - side.attributed
    found = [
        (unit.label, part)
        for unit in side.units
        if unit.label in LABELS and unit.id not in own
        for part in unit.parts
    ]
    return sorted(found, key=lambda one: -len(one[1]))


def _tags(one: Passage, spans: Spans) -> NDArray[np.int8]:
    """Each span on the words that it touches."""
    inside = [
        (label, span) for label, span in spans if span.start < one.span.end and one.span.start < span.end
    ]
    return encode(len(one.tokens), list(_ranges(one, inside)))


def _ranges(one: Passage, spans: Spans) -> Iterable[tuple[str, tuple[int, int]]]:
    for label, span in spans:
        touched = [
            at for at, word in enumerate(one.tokens) if word.start < span.end and span.start < word.end
        ]
        if touched:
            yield label, (touched[0], touched[-1] + 1)
