"""Who signs a quotation: “We will stay.” — Ann Lee, a nurse. So do lists of readers' replies and letters."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.detect.attribution import Attribution
from annotate.detect.grammar import DASHES, is_finite
from annotate.detect.passage import Passage

LONGEST = 12
"""Words of a signature, signs counted; what is longer goes on telling."""


def signed(passage: Passage) -> Iterator[Attribution]:
    """Full quotations that a dash and a name follow, to the end of the paragraph; the dash is the cue."""
    tokens = passage.tokens
    end = len(tokens) - (passage.low(len(tokens) - 1) == ".")
    for quote in passage.quotes:
        name = range(quote.end + 1, end)
        if (
            quote.full
            and 0 < len(name) <= LONGEST
            and tokens[quote.end].text in DASHES
            and tokens[name.start].text[:1].isupper()
            and not any(is_finite(passage.low(at)) for at in name)
        ):
            said = (quote.start, quote.end)
            yield Attribution((quote.end, name.start), (name.start, end), (said,), "neutral", 0.8)


def is_signature(passage: Passage, attribution: Attribution) -> bool:
    return passage.tokens[attribution.cue[0]].text in DASHES
