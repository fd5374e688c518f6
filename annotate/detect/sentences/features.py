"""What the models read of a sentence: words, shape, place, neighbours, and what the rules marked in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from annotate.core import Annotation, Article, Mark, Span
from annotate.detect.sentences.classes import classes

BUCKETS = 1 << 16
"""Places that features are hashed to; two that share one are told apart by nothing."""
WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
DIGITS = re.compile(r"\d+")
CLOSED = (".", "!", "?", "”", '"', "’", "''")
LONGEST_CREDIT = 16
EDGE = 3
"""Words at either end of a sentence that are told by their place too."""
CARRIED = ("identity", "stance", "type", "kind")
"""The attribute of a mark that is told with its label."""

Ids = NDArray[np.int32]


@dataclass(frozen=True)
class Read:
    """One sentence's features.

    Attributes:
        own: its words and its shape.
        edges: the words at either end, by their place.
        around: from its place, its neighbours, and what is noise by the rules.
        rules: from the marks of the rules that touch it; empty where only noise is asked for.
        classes: the classes of words that weasels are made of; empty where only noise is asked for.
    """

    own: tuple[str, ...]
    edges: tuple[str, ...]
    around: tuple[str, ...]
    rules: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


def read(article: Article, noisy: Sequence[Span], found: Annotation | None = None) -> list[Read]:
    """The features of every sentence of an article, in order.

    `noisy` are the rules' noise marks, `found` all that the rules mark.
    """
    sentences = article.sentences
    texts = [span.cut(article.text) for span in sentences]
    words = [WORD.findall(text) for text in texts]
    lows = [[_plain(word) for word in one] for one in words]
    noise = _touching(sentences, noisy)
    looks = [_look(text, one, at in noise) for at, (text, one) in enumerate(zip(texts, words, strict=True))]
    marks = _marks_of(sentences, found.marks) if found is not None else {}
    return [
        Read(
            (*_words(lows[at]), *_shape(texts[at], words[at])),
            tuple(_edges(lows[at])),
            tuple(_around(article, at, looks)),
            tuple(_rules(marks.get(at, ()))) if found is not None else (),
            tuple(classes(texts[at])) if found is not None else (),
        )
        for at in range(len(sentences))
    ]


def ids(features: Sequence[str]) -> Ids:
    """The places of features, sorted, each once."""
    return np.unique(
        np.fromiter((crc32(one.encode()) % BUCKETS for one in features), np.int32, len(features))
    )


def _plain(word: str) -> str:
    """Lower case; of figures only how many digits."""
    return DIGITS.sub(lambda found: "0" * min(len(found.group()), 4), word.lower())


def _words(low: Sequence[str]) -> Iterator[str]:
    yield from (f"w {word}" for word in low)
    yield from (f"b {one} {other}" for one, other in pairwise(low))


def _edges(low: Sequence[str]) -> Iterator[str]:
    yield from (f"s{place} {word}" for place, word in enumerate(low[:EDGE]))
    yield from (f"e{place} {word}" for place, word in enumerate(reversed(low[-EDGE:])))


def _shape(text: str, words: Sequence[str]) -> Iterator[str]:
    """Length, capitals, figures, signs, and how it ends."""
    count = len(words)
    letters = [word for word in words if word[:1].isalpha()]
    capital = sum(word[:1].isupper() for word in letters)
    yield f"length {min(count.bit_length(), 7)}"
    yield f"capitals {round(4 * capital / max(len(letters), 1))}"
    yield f"closed {text.endswith(CLOSED)}"
    yield f"opens {text[:1].isupper()} {text[:1].isalnum()}"
    if text.isupper():
        yield "shouted"
    yield from (f"has {sign}" for sign in '/|@©()#:;“"' if sign in text)


def _rules(marks: Sequence[Mark]) -> Iterator[str]:
    """The labels and attributes of the marks that touch it, and which of them there are together."""
    labels = sorted({mark.label for mark in marks})
    yield "rules " + " ".join(labels)
    for mark in marks:
        yield f"r {mark.label}"
        yield from (f"r {mark.label} {mark.get(name)}" for name in CARRIED if mark.get(name))


def _look(text: str, words: Sequence[str], noise: bool) -> str:
    """What a neighbour sees of a sentence: noise, a credit's slash, a closing sign, its length."""
    credit = "/" in text and len(words) < LONGEST_CREDIT
    signs = ("N" if noise else "", "/" if credit else "", "." if text.endswith(CLOSED) else "")
    return f"{''.join(signs)}{min(len(words).bit_length(), 6)}"


def _around(article: Article, at: int, looks: Sequence[str]) -> Iterator[str]:
    """Place in article and paragraph, and what stands before and behind."""
    sentences, last = article.sentences, len(article.sentences) - 1
    before = article.text[sentences[at - 1].end : sentences[at].start] if at else "\n\n"
    behind = article.text[sentences[at].end : sentences[at + 1].start] if at < last else "\n\n"
    opens, closes = "\n\n" in before, "\n\n" in behind
    yield f"alone {opens} {closes}"
    yield f"from start {min(at, 4)}"
    yield f"from end {min(last - at, 4)}"
    one = looks[at - 1] if at else "first"
    other = looks[at + 1] if at < last else "last"
    yield f"before {opens} {one}"
    yield f"behind {closes} {other}"
    yield f"self {opens} {closes} {looks[at]}"
    yield f"self+behind {looks[at]} {closes} {other}"
    yield f"self+before {looks[at]} {opens} {one}"
    yield f"all {one} {opens} {looks[at]} {closes} {other}"


def _touching(sentences: Sequence[Span], spans: Sequence[Span]) -> frozenset[int]:
    """The numbers of the sentences that any of the spans touches."""
    return frozenset(number for span in spans for number in _numbers(sentences, span))


def _marks_of(sentences: Sequence[Span], marks: Sequence[Mark]) -> Mapping[int, list[Mark]]:
    """The marks that touch each sentence, by its number."""
    out: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for number in _numbers(sentences, mark.span):
            out[number].append(mark)
    return out


def _numbers(sentences: Sequence[Span], span: Span) -> range:
    """Which sentences a span touches."""
    first = bisect_right(sentences, span.start, key=lambda one: one.end)
    return range(first, bisect_left(sentences, span.end, key=lambda one: one.start))
