"""The pre-marks as each annotator was shown them, and those that were kept from them."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.core.codec import canonical_json
from annotate.export.research.model import Asked, Table
from annotate.export.research.work import offered


def premarks(asked: Asked) -> Table:
    """A row a mark and desk; `shown` is false for what the depth or a bare task kept back."""
    columns = (
        "article", "article_revision", "annotator", "model", "shown", "mark", "label", "start", "end",
        "confidence", "attributes",
    )  # fmt: skip
    return Table("premarks", columns, _rows(asked))


def _rows(asked: Asked) -> Iterator[list[object]]:
    for (article, revision, annotator), offer in offered(asked).items():
        for shown, made in ((True, offer.shown), (False, offer.hidden)):
            for mark in made.ordered:
                yield [
                    article, revision, asked.name(annotator), offer.model, shown, mark.id, mark.label,
                    mark.span.start, mark.span.end, mark.confidence,
                    canonical_json(dict(mark.attributes)) if mark.attributes else None,
                ]  # fmt: skip
