"""Marks as ranges of a tokenizer's tokens, with a check that none is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotate.core import Mark, Span
from annotate.core.errors import Refused
from annotate.export.tokens import covered


def aligned(marks: Iterable[Mark], offsets: Sequence[tuple[int, int]]) -> Mapping[str, range]:
    """By the id of each mark the tokens that it touches, as indices into `offsets`.

    `offsets` are what any fast tokenizer gives of one text: `Encoding.offsets` of the `tokenizers` library,
    `return_offsets_mapping=True` of `transformers`; start and end of each token in code points. Tokens that
    stand for no text, such as [CLS], have an empty span and are in no range.

    Raises:
        Refused: when a mark touches no token, or ends behind the last one: where the text was cut off, say.
    """
    known = [(at, Span(start, end)) for at, (start, end) in enumerate(offsets) if start < end]
    spans = [span for _, span in known]
    found = {}
    for mark in marks:
        touched = covered(mark.span, spans)
        if not touched or mark.span.end > spans[-1].end:
            raise Refused(
                f"mark {mark.id} ({mark.label}, {mark.span.start} to {mark.span.end}) is lost: the tokens do "
                "not reach over it",
                "let the tokenizer see the whole text, or take its windows one by one with their own marks",
            )
        found[mark.id] = range(known[touched[0]][0], known[touched[-1]][0] + 1)
    return found
