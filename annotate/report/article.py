"""What an article's report says, in the order in which it is read; text, JSON and HTML show the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotate.consensus.contest import Contest
from annotate.core import Article
from annotate.report import words
from annotate.report.margin import Note, Paragraph, paragraphs
from annotate.report.response import NO_RESPONSE, Response
from annotate.report.speakers import Heard, heard
from annotate.scheme import Scheme
from annotate.score import Contribution, Raise, Score

HELD_BY_CRITERIA = 3
"""How many criteria are named among what holds a score down; the table shows them all."""
LIFTS = 3
"""How many changes are named among what would lift a score; the JSON has them all."""
AGREED = Contest()


@dataclass(frozen=True)
class HeldDown:
    """One thing that holds the score down, the points it costs, and the sentence that shows it."""

    reason: str
    points: int
    quote: str | None
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Lift:
    """One change that would lift the score by `points`.

    Attributes:
        about: the words of the sources it speaks of, clipped; empty where it speaks of claims.
        claims: the margin's numbers of the claims it speaks of.
    """

    action: str
    points: int
    about: tuple[str, ...]
    claims: tuple[int, ...]

    @property
    def subject(self) -> str:
        """What it speaks of, in words; empty where it speaks of the article as a whole."""
        if self.about:
            return words.listed([f"“{name}”" for name in self.about])
        numbers = words.listed([str(number) for number in self.claims])
        return numbers and f"claim{'s' if len(self.claims) > 1 else ''} {numbers}"


@dataclass(frozen=True)
class ArticleReport:
    """One article's report.

    Attributes:
        claims: the first sentence: how the claims that the article rests on are sourced.
        held_down: gates that bite first, then the criteria that cost most.
        lifts: what would change the score most, greatest first.
        paragraphs: the text with margin notes.
        response: what the outlet was asked and answered, and what is disputed.
        sources: who speaks, those with most claims first.
        contest: what the readers differ on; nothing once it was decided.
    """

    article: Article
    score: Score
    claims: str
    held_down: tuple[HeldDown, ...]
    lifts: tuple[Lift, ...]
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[Heard, ...]
    response: Response = NO_RESPONSE
    contest: Contest = AGREED

    @property
    def notes(self) -> Mapping[str, Note]:
        """The margin's notes by the assertion that each is about."""
        return {note.mark.id: note for paragraph in self.paragraphs for note in paragraph.notes}


def article_report(
    score: Score,
    article: Article,
    scheme: Scheme,
    response: Response = NO_RESPONSE,
    *,
    contest: Contest = AGREED,
) -> ArticleReport:
    """The report of one score; `article` is the revision that was scored."""
    margin = paragraphs(score, article, scheme)
    numbers = {note.mark.id: note.number for paragraph in margin for note in paragraph.notes}
    return ArticleReport(
        article=article,
        score=score,
        claims=words.claims(score.ledger.central),
        held_down=_held_down(score, article),
        lifts=tuple(_lift(one, score, article, numbers) for one in score.raises[:LIFTS]),
        paragraphs=margin,
        response=response,
        sources=heard(score, numbers, scheme),
        contest=AGREED if score.reading.origin == "verdict" else contest,
    )


def possible(score: Score, criterion: Contribution) -> float:
    """The points this criterion could have given: its share of 100 among those that apply."""
    applying = sum(one.weight for one in score.criteria if one.value is not None)
    return 100 * criterion.weight / applying if criterion.value is not None and applying else 0.0


def _lift(one: Raise, score: Score, article: Article, numbers: Mapping[str, int]) -> Lift:
    marks = [score.reading.by_id[mark] for mark in one.marks if mark in score.reading.by_id]
    about = tuple(words.clip(mark.span.cut(article.text), 60) for mark in marks if mark.label == "SOURCE")
    return Lift(
        one.action, one.points, about, tuple(numbers[mark.id] for mark in marks if mark.id in numbers)
    )


def _held_down(score: Score, article: Article) -> tuple[HeldDown, ...]:
    ungated = score.ungated or 0
    gates = [
        (gate.reason, ungated - gate.cap, gate.marks)
        for gate in sorted(score.gates, key=lambda gate: gate.cap)
        if gate.cap < ungated
    ]
    lost = [
        (one.reason, round(possible(score, one) - one.points), one.marks)
        for one in score.criteria
        if one.value is not None
    ]
    worst = sorted((one for one in lost if one[1] > 0), key=lambda one: -one[1])
    held, quoted = [], set[str]()
    for reason, points, marks in (*gates, *worst[:HELD_BY_CRITERIA]):
        quote = next((one for one in quotes(marks, score, article) if one not in quoted), None)
        quoted |= {quote} if quote else set()
        held.append(HeldDown(reason, points, quote, marks))
    return tuple(held)


def quotes(marks: tuple[str, ...], score: Score, article: Article) -> Iterator[str]:
    """The sentences of `marks`, each clipped."""
    for id_ in marks:
        mark = score.reading.by_id.get(id_)
        if mark is not None:
            held = max(article.sentences, key=lambda sentence: sentence.shared(mark.span), default=mark.span)
            yield words.clip((held if held.overlaps(mark.span) else mark.span).cut(article.text))
