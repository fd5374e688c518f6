"""What the network finds in an article, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.detect.attribution import Attribution
from annotate.detect.found import Found, Sure
from annotate.detect.lexicon import Lexicon
from annotate.detect.model.completing import completed, sharpened
from annotate.detect.model.crf import best, chains, posterior, spans_probability
from annotate.detect.model.features import features
from annotate.detect.model.file import Model
from annotate.detect.model.joining import joined
from annotate.detect.model.network import emissions
from annotate.detect.model.tags import decode
from annotate.detect.passage import Passage


def read(
    model: Model, passages: Sequence[Passage], ruled: Sequence[Sequence[Attribution]], lexicon: Lexicon
) -> list[Found]:
    """What the network finds in each paragraph; `ruled` is what the rules say of it, which it is told."""
    spans = marked(model, passages, ruled)
    return [joined(*each, lexicon) for each in zip(passages, spans, ruled, strict=True)]


def marked(model: Model, passages: Sequence[Passage], ruled: Sequence[Sequence[Attribution]]) -> list[Sure]:
    """The spans of each paragraph and how probable it is that exactly this one was meant.

    They are those of the likeliest tags, unsure cues sharpened, and the sources that attributions lack.
    """
    rows = features(passages, ruled, model.vocabulary)
    laid = chains(rows.starts, rows.lengths)
    if not laid.place:
        return [{} for _ in passages]
    scores = emissions(model.weights, rows.columns)[laid.rows]
    tags = best(scores, model.weights.step, laid)
    known = posterior(scores, model.weights.step, laid)
    found: list[Sure] = []
    for paragraph, one in enumerate(passages):
        chain = laid.place.get(paragraph, -1)
        length = int(rows.lengths[paragraph])
        spans = decode(tags[:length, chain].tolist())
        sure = dict(zip(spans, spans_probability(known, length, chain, spans), strict=True))
        found.append(completed(one, sharpened(one, sure, known, chain), known, chain))
    return found
