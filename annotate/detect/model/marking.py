"""What the network finds in an article, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.detect.attribution import Attribution
from annotate.detect.found import Found, Sure
from annotate.detect.lexicon import Lexicon
from annotate.detect.model.adding import added, as_ruled, as_signed
from annotate.detect.model.completing import completed
from annotate.detect.model.crf import best, chains, posterior, spans_probability
from annotate.detect.model.encoder import Encoder, scores_of
from annotate.detect.model.features import Rows, features
from annotate.detect.model.file import Model
from annotate.detect.model.fitting import fitted
from annotate.detect.model.joining import joined
from annotate.detect.model.network import emissions_of
from annotate.detect.model.tags import decode
from annotate.detect.model.weights import FloatArray
from annotate.detect.passage import Passage

MOST = 8192
"""Words that pass through the network at once: what is in memory does not grow with the article."""


def read(
    model: Model,
    passages: Sequence[Passage],
    ruled: Sequence[Sequence[Attribution]],
    lexicon: Lexicon,
    for_people: bool = False,
) -> list[Found]:
    """What the network finds in each paragraph; `ruled` is what the rules say of it, which it is told.

    `for_people` gives it as the scheme has it, not as the corpus that it learnt from.
    """
    spans = marked(model, passages, ruled)
    found = []
    for one, sure, said in zip(passages, spans, ruled, strict=True):
        each = joined(one, sure, said, lexicon)
        if for_people:
            each = as_ruled(one, added(one, fitted(one, each, said, lexicon), said), said, lexicon)
        found.append(as_signed(one, each, said))
    return found


def marked(model: Model, passages: Sequence[Passage], ruled: Sequence[Sequence[Attribution]]) -> list[Sure]:
    """The spans of each paragraph and how probable it is that exactly this one was meant.

    They are those of the likeliest tags, and the sources that attributions lack.
    """
    rows = features(passages, ruled, model.vocabulary)
    return [one for part in _parts(rows) for one in _read_part(model, rows, part, passages[part])]


def _parts(rows: Rows) -> Iterator[slice]:
    """Neighbouring paragraphs with at most `MOST` words together, where one alone has not more."""
    first = 0
    for paragraph in range(1, len(rows.starts)):
        if rows.starts[paragraph] + rows.lengths[paragraph] - rows.starts[first] > MOST:
            yield slice(first, paragraph)
            first = paragraph
    yield slice(first, len(rows.starts))


def _read_part(model: Model, rows: Rows, part: slice, passages: Sequence[Passage]) -> list[Sure]:
    starts, lengths = rows.starts[part], rows.lengths[part]
    if not lengths.any():
        return [{} for _ in lengths]
    laid = chains(starts - starts[0], lengths)
    scores = _scores(model, rows, part, passages)[laid.rows]
    tags = best(scores, model.weights.step, laid)
    known = posterior(scores, model.weights.step, laid)
    found: list[Sure] = []
    for paragraph, (one, length) in enumerate(zip(passages, lengths.tolist(), strict=True)):
        chain = laid.place.get(paragraph, -1)
        spans = decode(tags[:length, chain].tolist())
        sure = dict(zip(spans, spans_probability(known, length, chain, spans), strict=True))
        found.append(completed(one, sure, known, chain))
    return found


def _scores(model: Model, rows: Rows, part: slice, passages: Sequence[Passage]) -> FloatArray:
    """(rows, tags): of the part's rows."""
    first, end = int(rows.starts[part][0]), int(rows.starts[part][-1] + rows.lengths[part][-1])
    if isinstance(model.weights, Encoder):
        return scores_of(model.weights, rows.columns[first : end + 1], passages)
    return emissions_of(model.weights, rows.columns, first, end)
