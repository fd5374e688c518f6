"""What is trained on, from its files: gold as `detect evaluate` reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from annotate.core import Article, Span
from annotate.core.errors import Refused
from annotate.detect import Lexicon
from annotate.detect.model.words import Vocabulary
from annotate.evaluation.gold import Gold
from annotate.intake.articles import make_article
from annotate.intake.readers.base import Incoming
from annotate.training.examples import Spans, example, spans_of
from annotate.training.step import Example


@dataclass(frozen=True)
class Read:
    """One reading of one article: what people marked, in offsets of the article's text."""

    article: Article
    spans: Spans


@dataclass(frozen=True)
class Data:
    """All that is trained on.

    Attributes:
        digest: of the texts and marks, in their order.
        left_out: readings without a word that is not noise.
    """

    examples: tuple[Example, ...]
    words: int
    digest: str
    left_out: int


def read(gold: Gold, text: str) -> Read:
    """A reading on its canonical text; spans that the canonical text lacks are left out.

    Raises:
        Refused: when there is nothing marked in it, or its text is no article's.
    """
    if gold.side is None:
        raise Refused("it has neither marks nor spans to learn from")
    article, canonical = make_article(Incoming(gold.article, text, title=gold.title))
    moved = ((label, canonical.to_canonical(span)) for label, span in spans_of(gold.side))
    spans: list[tuple[str, Span]] = [(label, span) for label, span in moved if span is not None]
    return Read(article, spans)


def gathered(reads: Iterable[Read], lexicon: Lexicon, vocabulary: Vocabulary) -> Data:
    """The readings as the network takes them."""
    digest, found, left_out = sha256(), [], 0
    for one in reads:
        digest.update("".join(_said(one)).encode("utf-8", "surrogatepass"))
        made = example(one.article, one.spans, lexicon, vocabulary)
        if made is None:
            left_out += 1
        else:
            found.append(made)
    words = sum(int(one.rows.lengths.sum()) for one in found)
    return Data(tuple(found), words, digest.hexdigest(), left_out)


def _said(one: Read) -> Iterator[str]:
    yield f"{one.article.sha256}\n"
    for label, span in one.spans:
        yield f"{label} {span.start} {span.end}\n"
