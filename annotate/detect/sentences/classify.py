"""What each sentence of an article is: somebody's words, noise, a weasel's claim."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotate.core import Annotation, Article, Span
from annotate.detect.sentences.features import read
from annotate.detect.sentences.model import TASKS, Model

HALF, SURE = 0.5, 0.8
"""Above half a sentence is judged so; a paragraph is marked as noise only where the model is sure."""


@dataclass(frozen=True)
class Judged:
    """One sentence and the probability, 0 to 1, of each of the tasks."""

    span: Span
    probability: Mapping[str, float]

    def is_(self, task: str) -> bool:
        return self.probability[task] > HALF


def judge(article: Article, found: Annotation, model: Model) -> list[Judged]:
    """Every sentence of an article; `found` is what the rules alone mark, as in training."""
    seen = read(article, [mark.span for mark in found.labelled("NOISE")], found)
    return [
        Judged(span, {task: model.probability(task, one) for task in TASKS})
        for span, one in zip(article.sentences, seen, strict=True)
    ]


def noisy_paragraphs(article: Article, noisy: Sequence[Span], model: Model) -> dict[int, float]:
    """The paragraphs whose every sentence is noise at `SURE` or more, with the least sure one's probability.

    `noisy` is what the rules say is noise.
    """
    least: dict[int, float] = {}
    ends = [paragraph.end for paragraph in article.paragraphs]
    for span, one in zip(article.sentences, read(article, noisy), strict=True):
        index = bisect_left(ends, span.end)
        least[index] = min(model.probability("noise", one), least.get(index, 1.0))
    return {index: sure for index, sure in least.items() if sure >= SURE}
