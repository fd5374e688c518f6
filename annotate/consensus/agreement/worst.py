"""Disagreements as a work list: the articles, passages, choices and guideline sections that cost most."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotate.consensus.agreement.differences import WHOLE, Difference, answered, differences
from annotate.consensus.agreement.guidelines import Line, costliest, section
from annotate.consensus.agreement.model import Read
from annotate.core import Annotation, Article, Span
from annotate.scheme import Scheme


@dataclass(frozen=True)
class Passage:
    """A sentence on which two annotators differ; or the whole article, whose `text` only says so.

    `central` is whether one of them has a central claim there.
    """

    article: str
    where: Span
    text: str
    central: bool
    a: str
    b: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Confusion:
    """Two choices that stood against each other, whoever made which; `n` is how often."""

    topic: str
    one: str
    other: str
    n: int


@dataclass(frozen=True)
class Worst:
    """What to talk about, the worst first.

    Attributes:
        articles: id to its differences, and those for each thousand characters.
        passages: those with a central claim before all others.
        sections: heading of the guidelines to the differences it should have settled.
        lines: the same by line of the guidelines.
    """

    articles: Mapping[str, tuple[int, float]]
    passages: tuple[Passage, ...]
    confusions: tuple[Confusion, ...]
    sections: Mapping[str, int]
    lines: tuple[Line, ...]


def worst(read: Sequence[Read], scheme: Scheme, guidelines: str = "") -> Worst:
    """Every difference of every pair of annotators, gathered.

    Args:
        guidelines: what the annotators go by, as Markdown.
    """
    passages = [passage for one in read for passage in _passages(one, scheme)]
    every = [(passage.article, one) for passage in passages for one in passage.differences]
    lengths = {one.article.id: len(one.article.text) for one in read}
    articles = Counter(article for article, _ in every)
    sections = Counter(section(one.topic) for _, one in every)
    dense = {id_: (n, 1000 * n / lengths[id_]) for id_, n in articles.items()}
    return Worst(
        articles=dict(sorted(dense.items(), key=lambda item: (-item[1][1], item[0]))),
        passages=tuple(sorted(passages, key=_worst_first)),
        confusions=confusions([one for _, one in every]),
        sections=dict(sorted(sections.items(), key=lambda item: (-item[1], item[0]))),
        lines=costliest([one for _, one in every], guidelines, scheme),
    )


def _worst_first(one: Passage) -> tuple[object, ...]:
    return (not one.central, -len(one.differences), one.article, one.where, one.a, one.b)


def confusions(found: Sequence[Difference]) -> tuple[Confusion, ...]:
    """How often each two labels or values stood against each other, the most frequent first."""
    counted = Counter((one.field, *sorted_pair(one)) for one in found if one.field)
    most = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Confusion(*key, n) for key, n in most)


def sorted_pair(one: Difference) -> tuple[str, str]:
    """Both choices in a fixed order, for it does not matter who made which."""
    return (one.one, one.other) if one.one < one.other else (one.other, one.one)


def _passages(read: Read, scheme: Scheme) -> Iterator[Passage]:
    for one, other in combinations(sorted(read.readings, key=lambda r: r.annotator), 2):
        claims = [mark.span for of in (one, other) for mark in of.marks if mark.get("weight") == "central"]
        for (where, words), found in _places(one, other, read.article, scheme).items():
            central = words != WHOLE and any(where.overlaps(claim) for claim in claims)
            yield Passage(
                read.article.id, where, words, central, one.annotator, other.annotator, tuple(found)
            )


def _places(
    one: Annotation, other: Annotation, article: Article, scheme: Scheme
) -> Mapping[tuple[Span, str], list[Difference]]:
    """The differences of two annotators by the sentence they are in, or for the article as a whole."""
    places: dict[tuple[Span, str], list[Difference]] = defaultdict(list)
    for found in answered(one, other, article.text, scheme):
        places[found.where, WHOLE].append(found)
    for found in differences(one, other, article.text, scheme):
        where = _sentence(found.where, article)
        places[where, where.cut(article.text)].append(found)
    return places


def _sentence(where: Span, article: Article) -> Span:
    """The sentence in which a span begins, or the span itself where no sentence does."""
    at = bisect_right(article.sentences, where.start, key=lambda sentence: sentence.start) - 1
    inside = at >= 0 and where.start < article.sentences[at].end
    return article.sentences[at] if inside else where
