"""One revision of one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from annotate.core.span import Span


def text_sha256(text: str) -> str:
    """The hex digest that identifies a text everywhere in the product (of its UTF-8 bytes)."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Article:
    """An article as every room sees it.

    Attributes:
        id: its identity across revisions, `[A-Za-z0-9._:/-]`, at most 200 characters.
        text: canonical: NFC, paragraphs apart by a blank line; the title, where there is one, is the
            first paragraph.
        sentences: boundaries in code points of `text`, in order, not overlapping, decided when this
            revision was stored.
        title: exactly the first paragraph of `text`, or None.
        revision: 1 for the first text seen under this id.
        author: the names of the byline, behind `; ` from the second on.
        published: in the zone that the publisher stated; UTC where none was.
        modified: when this text was last changed, by the publisher's own word, likewise.
        language: a BCP 47 tag, `und` where the words are in none that is known; None where nobody says.
        linked: what the article links to: each an address, and the words that lead there.
    """

    id: str
    text: str
    sentences: tuple[Span, ...] = ()
    title: str | None = None
    revision: int = 1
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    linked: tuple[tuple[str, str], ...] = ()

    @cached_property
    def sha256(self) -> str:
        return text_sha256(self.text)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs of `text`, without the blank lines between them."""
        spans, at = [], 0
        for paragraph in self.text.split("\n\n"):
            if paragraph:
                spans.append(Span(at, at + len(paragraph)))
            at += len(paragraph) + 2
        return tuple(spans)
