"""The claims an article rests on: headline, first sentence, the paragraph that sums it up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotate.core import Article, Span
from annotate.detect.draft import Draft, Key
from annotate.detect.grammar import word_set

FEWEST, MOST = 3, 5
CONTENT = re.compile(r"[A-Za-z][\w’'-]{3,}")
REPEATED = 0.6
"""How much of a headline's content a later assertion must repeat to be the same claim."""
COMMON = word_set(
    """
    that this with from have been were will would could their there about after before which while says
    said also into over than then they them what when where more most some such only other
    """
)


def mark_central(draft: Draft, article: Article, paragraphs: Sequence[Span]) -> None:
    """Gives three to five assertions the weight central and joins the headline to the claim it sums up."""
    claims = [key for key in draft.labelled("ASSERTION") if not _inside_another(draft, key)]
    if not claims:
        return
    title = paragraphs[0] if article.title and paragraphs and paragraphs[0].start == 0 else None
    headline = [key for key in claims if title and title.contains(key[1])][:1]
    body = [key for key in claims if not title or not title.contains(key[1])]
    chosen = headline + [key for key in body if key[1].start < _lede_end(article, title)][:3]
    wanted = stems(title.cut(article.text) if title else _opening(article))
    for key in _by_weight(draft, article, body, wanted):
        if len(chosen) >= FEWEST:
            break
        if key not in chosen:
            chosen.append(key)
    for key in chosen[:MOST]:
        draft.attributes[key]["weight"] = "central"
    _join_headline(draft, article, headline, body)


def stems(text: str) -> frozenset[str]:
    """The first five letters of each content word."""
    return frozenset(word.lower()[:5] for word in CONTENT.findall(text) if word.lower() not in COMMON)


def _inside_another(draft: Draft, key: Key) -> bool:
    return any(
        other != key and other[1].contains(key[1]) and draft.targets("cued_by", other)
        for other in draft.labelled("ASSERTION")
        if other[1].start <= key[1].start
    )


def _lede_end(article: Article, title: Span | None) -> int:
    """The end of the first sentence behind the title."""
    start = title.end if title else 0
    return next((s.end for s in article.sentences if s.start >= start), len(article.text))


def _opening(article: Article) -> str:
    return " ".join(paragraph.cut(article.text) for paragraph in article.paragraphs[:2])


def _by_weight(draft: Draft, article: Article, body: Sequence[Key], wanted: frozenset[str]) -> list[Key]:
    """Candidates from the first third of the article, those nearest to the headline's words first."""
    limit = max(len(article.text) // 3, 1200)

    def weight(key: Key) -> tuple[float, int]:
        shared = stems(key[1].cut(article.text)) & wanted
        sourced = bool(draft.targets("attributed_to", key))
        return -(len(shared) + 0.5 * sourced), key[1].start

    return sorted((key for key in body if key[1].start < limit), key=weight)


def _join_headline(draft: Draft, article: Article, headline: Sequence[Key], body: Sequence[Key]) -> None:
    for key in headline:
        mine = stems(key[1].cut(article.text))
        if len(mine) < 3:
            continue
        near = [other for other in body if other[1].start < max(len(article.text) // 2, 1500)]
        best = max(near, key=lambda o: (len(mine & stems(o[1].cut(article.text))), -o[1].start), default=None)
        if best is not None and len(mine & stems(best[1].cut(article.text))) / len(mine) >= REPEATED:
            draft.link("same_claim", best, key)
