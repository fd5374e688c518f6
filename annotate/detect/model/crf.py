"""Tags that go together: a linear-chain conditional random field (Lafferty et al. 2001), in NumPy.

The paragraphs of an article are chains of their own; all take a step at once, the longest in front, so that
those still going on are always the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotate.detect.model.features import IntArray
from annotate.detect.model.tags import begin
from annotate.detect.model.weights import FloatArray
from annotate.detect.sources import Range


@dataclass(frozen=True)
class Chains:
    """Where an article's paragraphs lie, the longest first.

    Attributes:
        rows: (T, P): the article's row of the t-th word of each paragraph, 0 behind its end.
        active: how many paragraphs are longer than t.
        lengths: of each.
        place: where the paragraph that is i-th in the article stands among these.
    """

    rows: IntArray
    active: tuple[int, ...]
    lengths: IntArray
    place: dict[int, int]


def chains(starts: IntArray, lengths: IntArray) -> Chains:
    """Lays out paragraphs by length; those without a word have no place."""
    order = np.argsort(-lengths, kind="stable")
    order = order[lengths[order] > 0]
    lengths = lengths[order]
    steps = np.arange(lengths[0] if len(lengths) else 0, dtype=np.int32)[:, None]
    within = steps < lengths
    rows = np.where(within, starts[order] + steps, 0).astype(np.int32)
    place = {int(paragraph): at for at, paragraph in enumerate(order)}
    return Chains(rows, tuple(within.sum(axis=1).tolist()), lengths, place)


def best(scores: FloatArray, step: FloatArray, laid: Chains) -> NDArray[np.int8]:
    """(T, P): the likeliest tags of each paragraph (Viterbi 1967); 0 behind its end.

    `scores` is (T, P, tags): the emissions at `laid.rows`.
    """
    tags = np.zeros(laid.rows.shape, np.int8)
    if not tags.size:
        return tags
    total = scores.copy()
    for t, count in enumerate(laid.active[1:], 1):
        total[t, :count] += (total[t - 1, :count, :, None] + step).max(axis=1)
    here = total[laid.lengths - 1, np.arange(len(laid.lengths))].argmax(axis=1)
    for t in range(len(tags) - 1, 0, -1):
        count = laid.active[t]
        tags[t, :count] = here[:count]
        here[:count] = (total[t - 1, :count] + step[:, here[:count]].T).argmax(axis=1)
    tags[0] = here
    return tags


@dataclass(frozen=True)
class Posterior:
    """What forward and backward passes give, scaled so that each step of `ahead` sums to one.

    Attributes:
        ahead, behind: (T, P, tags); their product is the probability of each tag at each word.
        likely: exp of the emissions over their maximum, divided by the scale of its step.
        step: exp of the tags' step scores.
        log_total: (P,): log of the sum over all sequences of tags.
    """

    ahead: FloatArray
    behind: FloatArray
    likely: FloatArray
    step: FloatArray
    log_total: NDArray[np.float64]

    @property
    def tags(self) -> FloatArray:
        """(T, P, tags): the probability of each tag at each word."""
        return self.ahead * self.behind


def posterior(scores: FloatArray, step: FloatArray, laid: Chains) -> Posterior:
    """Forward and backward (Rabiner 1989, with his scaling)."""
    highest = scores.max(axis=2, keepdims=True)
    likely, way = np.exp(scores - highest), np.exp(step)
    ahead, behind = np.zeros_like(scores), np.ones_like(scores)
    scale = np.ones(laid.rows.shape, np.float32)
    for t, count in enumerate(laid.active):
        now = likely[t, :count] if t == 0 else (ahead[t - 1, :count] @ way) * likely[t, :count]
        scale[t, :count] = now.sum(axis=1)
        ahead[t, :count] = now / scale[t, :count, None]
    likely /= scale[:, :, None]
    for t in range(len(scores) - 1, 0, -1):
        count = laid.active[t]
        behind[t - 1, :count] = (likely[t, :count] * behind[t, :count]) @ way.T
    within = np.arange(len(scores))[:, None] < laid.lengths
    log_total = np.where(within, np.log(scale) + highest[:, :, 0], 0).sum(axis=0, dtype=np.float64)
    return Posterior(ahead, behind, likely, way, log_total)


def span_probability(known: Posterior, length: int, chain: int, tag: int, span: Range) -> float:
    """How probable it is that exactly these words are one span.

    The sum over all tags before and behind it, given `tag` at its first word, I at its others, and no I at
    the word behind it. `length` is that of the chain, `tag` the B or I that the span opens with.
    """
    start, end = span
    inside = (tag - 1) // 2 * 2 + 2
    opening, going = known.step[tag, inside], known.step[inside, inside]
    run = known.likely[start + 1 : end, chain, inside]
    chance = float(known.ahead[start, chain, tag]) * float(np.prod(run * going, dtype=np.float64))
    if end - start > 1:
        chance *= float(opening / going)
    last = inside if end - start > 1 else tag
    if end == length:
        return chance * float(known.behind[end - 1, chain, last])
    out = known.step[last] * known.likely[end, chain] * known.behind[end, chain]
    return chance * float(out.sum() - out[inside])


def spans_probability(
    known: Posterior, length: int, chain: int, spans: Sequence[tuple[str, Range]]
) -> list[float]:
    """`span_probability` of each, opened with its B."""
    return [span_probability(known, length, chain, begin(label), span) for label, span in spans]
