"""The claims an article rests on: headline, first sentence, the early claims nearest to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotate.core import Article, Span
from annotate.detect.draft import Draft, Key
from annotate.detect.grammar import word_set

FEWEST, MOST = 3, 5
CONTENT = re.compile(r"\w[\w’'-]{2,}")
EARLY, SHORT = 0.4, 500
"""Share of the article in which central claims are looked for, but this many characters at least."""
NAMES = re.compile(r"(?<=\w )[A-Z][\w’'-]+")
"""Capitalised words that do not begin their text."""
HEADLINE_SHARED = 2
"""Word stems that a headline shares with the claim it sums up."""
REPEATED, ENOUGH = 0.8, 4
"""Part of the shorter one's word stems that a repeated claim shares, and the fewest stems it must have."""
FIRST = 200
"""Claims that may be told again: to compare all with all takes the square of their number, and few articles
have more."""
COMMON = word_set(
    """
    that this with from have been were will would could their there about after before which while says
    said also into over than then they them what when where more most some such only other the and for
    was are has had not but who its his her our you all any one two three
    """
)


def mark_central(draft: Draft, article: Article, paragraphs: Sequence[Span]) -> None:
    """Gives three to five assertions the weight central, each in its fullest wording.

    The headline is joined by same_claim to the claim of the first sentence that it sums up; where it sums up
    none it is central itself. A claim told again later is joined to where it was told first.
    """
    claims = _outermost(draft)
    if not claims:
        return
    title = paragraphs[0] if article.title and paragraphs and paragraphs[0].start == 0 else None
    headline = [key for key in claims if title and title.contains(key[1])]
    body = [key for key in claims if not (title and title.contains(key[1]))]
    lede = [key for key in body if key[1].start < _lede_end(article, title)][:FEWEST]
    joined = _join_headline(draft, article, headline[:1], lede or body[:1])
    chosen = lede if joined else [*headline[:1], *lede]
    for key in _by_weight(draft, article, body, title):
        if len(chosen) > FEWEST:
            break
        if key not in chosen:
            chosen = [*chosen, key]
    for key in chosen[:MOST]:
        draft.attributes[key]["weight"] = "central"
    _join_repeated(draft, article, body)


def stems(text: str) -> frozenset[str]:
    """The first four letters of each content word; figures whole."""
    return frozenset(word.lower()[:4] for word in CONTENT.findall(text) if word.lower() not in COMMON)


def _outermost(draft: Draft) -> list[Key]:
    """Assertions that stand in no other assertion that has a cue, in the order of the text."""
    cued, found, reach = draft.linked_from("cued_by"), [], 0
    for key in sorted(draft.labelled("ASSERTION"), key=lambda one: (one[1].start, -one[1].end)):
        if key[1].end > reach:
            found.append(key)
            reach = max(reach, key[1].end) if key in cued else reach
    return found


def _lede_end(article: Article, title: Span | None) -> int:
    """The end of the first sentence behind the title."""
    start = title.end if title else 0
    return next((s.end for s in article.sentences if s.start >= start), len(article.text))


def _by_weight(draft: Draft, article: Article, body: Sequence[Key], title: Span | None) -> list[Key]:
    """Candidates from the first part of the article, those that share most words with its beginning first."""
    limit, attributed = max(len(article.text) * EARLY, SHORT), draft.linked_from("attributed_to")
    opening = stems(article.text[: _lede_end(article, title)])

    def weight(key: Key) -> tuple[float, int]:
        shared = stems(key[1].cut(article.text)) & opening
        return -(len(shared) + 0.5 * (key in attributed)), key[1].start

    return sorted((key for key in body if key[1].start < limit), key=weight)


def _join_headline(draft: Draft, article: Article, headline: Sequence[Key], lede: Sequence[Key]) -> bool:
    """Joins the headline to the claim of the lede that shares most; whether one shares more than names."""
    for key in headline:
        mine = stems(key[1].cut(article.text))
        names = stems(" ".join(NAMES.findall(key[1].cut(article.text))))
        shared = {other: mine & stems(other[1].cut(article.text)) for other in lede}
        best = max(lede, key=lambda other: len(shared[other]), default=None)
        if best is not None and len(shared[best]) >= min(HEADLINE_SHARED, len(mine)) and shared[best] - names:
            draft.link("same_claim", best, key)
            return True
    return False


def _join_repeated(draft: Draft, article: Article, body: Sequence[Key]) -> None:
    said = [(key, stems(key[1].cut(article.text))) for key in body]
    long = [(key, words) for key, words in said if len(words) >= ENOUGH]
    for number, (key, mine) in enumerate(long):
        for other, theirs in long[: min(number, FIRST)]:
            if len(mine & theirs) >= REPEATED * min(len(mine), len(theirs)):
                draft.link("same_claim", key, other)
                break
