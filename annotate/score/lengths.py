"""How much of each sentence each assertion says."""

from __future__ import annotations

from collections import Counter

import numpy as np

from annotate.core import Annotation, Article, Mark
from annotate.score.arrays import Bools, Floats


def in_scope(reading: Annotation, label: str, text: str) -> tuple[Mark, ...]:
    """The marks of a label that lie in the article and not, for the greater part, in NOISE."""
    noise = np.zeros(len(text), bool)
    for mark in reading.labelled("NOISE"):
        noise[mark.span.start : mark.span.end] = True
    found = reading.labelled(label)
    return tuple(m for m in found if 2 * noise[m.span.start : m.span.end].sum() <= len(m.span))


def lengths(assertions: tuple[Mark, ...], article: Article) -> Floats:
    """(sentences, assertions): letters and digits of each assertion in each sentence that holds any.

    A character under k spans counts 1/k for each, and assertions on one span share what it has, so that
    marking the same words twice changes nothing. Blanks and punctuation count nothing, so that it does not
    matter on which side of a comma a clause was cut.
    """
    counted = _letters(article.text)
    covered = np.zeros(len(article.text))
    times = Counter(mark.span for mark in assertions)
    for span in times:
        covered[span.start : span.end] += 1
    share = np.where(counted, 1 / np.maximum(covered, 1), 0.0)
    so_far = np.concatenate([[0.0], np.cumsum(share)])
    starts = np.array([s.start for s in article.sentences], np.int64).reshape(-1, 1)
    ends = np.array([s.end for s in article.sentences], np.int64).reshape(-1, 1)
    begin = np.maximum(starts, np.array([m.span.start for m in assertions], np.int64))
    finish = np.maximum(begin, np.minimum(ends, np.array([m.span.end for m in assertions], np.int64)))
    table: Floats = (so_far[finish] - so_far[begin]) / np.array([times[m.span] for m in assertions])
    table[table < 1e-6] = 0.0
    return table[table.any(axis=1)]


def _letters(text: str) -> Bools:
    return np.fromiter((character.isalnum() for character in text), bool, len(text))
