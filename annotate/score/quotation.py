"""How much of a stretch of text stands between quotation marks."""

from __future__ import annotations

import re

from annotate.core import Span

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»|„[^“”]*[“”]")


def quoted_share(span: Span, text: str) -> float:
    """The part of `span` that is quoted, 0 to 1; the quotation marks themselves may lie outside it.

    Quotations are looked for in the paragraph, as they may begin before the span and end after it.
    """
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    quotes = (Span(start + found.start(), start + found.end()) for found in _QUOTED.finditer(paragraph))
    return sum(quote.shared(span) for quote in quotes) / len(span)
