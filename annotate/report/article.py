"""What an article's report says, in the order in which it is read; text, JSON and HTML show the same."""

from __future__ import annotations

from dataclasses import dataclass

from annotate.core import Article
from annotate.report import words
from annotate.report.margin import Paragraph, paragraphs
from annotate.scheme import Scheme
from annotate.score import Contribution, Raise, Score

HELD_BY_CRITERIA = 3
"""How many criteria are named among what holds a score down; the table shows them all."""


@dataclass(frozen=True)
class HeldDown:
    """One thing that holds the score down, the points it costs, and the sentence that shows it."""

    reason: str
    points: int
    quote: str | None
    marks: tuple[str, ...]


@dataclass(frozen=True)
class ArticleReport:
    """One article's report.

    Attributes:
        claims: the first sentence: how the claims that the article rests on are sourced.
        held_down: gates that bite first, then the criteria that cost most.
        raises: what would change the score most, greatest first.
        paragraphs: the text with margin notes.
    """

    article: Article
    score: Score
    claims: str
    held_down: tuple[HeldDown, ...]
    raises: tuple[Raise, ...]
    paragraphs: tuple[Paragraph, ...]


def article_report(score: Score, article: Article, scheme: Scheme) -> ArticleReport:
    """The report of one score; `article` is the revision that was scored."""
    return ArticleReport(
        article=article,
        score=score,
        claims=words.claims(score.ledger.central),
        held_down=_held_down(score, article),
        raises=score.raises,
        paragraphs=paragraphs(score, article, scheme),
    )


def possible(score: Score, criterion: Contribution) -> float:
    """The points this criterion could have given: its share of 100 among those that apply."""
    applying = sum(one.weight for one in score.criteria if one.value is not None)
    return 100 * criterion.weight / applying if criterion.value is not None and applying else 0.0


def _held_down(score: Score, article: Article) -> tuple[HeldDown, ...]:
    ungated = score.ungated or 0
    gates = [
        HeldDown(gate.reason, ungated - gate.cap, quote(gate.marks, score, article), gate.marks)
        for gate in sorted(score.gates, key=lambda gate: gate.cap)
        if gate.cap < ungated
    ]
    lost = [
        HeldDown(
            one.reason, round(possible(score, one) - one.points), quote(one.marks, score, article), one.marks
        )
        for one in score.criteria
        if one.value is not None
    ]
    worst = sorted((one for one in lost if one.points > 0), key=lambda one: -one.points)
    return (*gates, *worst[:HELD_BY_CRITERIA])


def quote(marks: tuple[str, ...], score: Score, article: Article) -> str | None:
    """The sentence of the first of `marks`, clipped; None without one."""
    mark = next((score.reading.by_id[one] for one in marks if one in score.reading.by_id), None)
    if mark is None:
        return None
    held = max(article.sentences, key=lambda sentence: sentence.shared(mark.span), default=mark.span)
    return words.clip((held if held.overlaps(mark.span) else mark.span).cut(article.text))
