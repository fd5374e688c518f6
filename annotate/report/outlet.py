"""What an outlet's report says: how its articles are sourced, on the whole and month by month. Pure.

It sets no outlet beside another. Below a minimum of articles it is a list, and says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotate.consensus.agreement.statistic import Statistic, share
from annotate.core import Article
from annotate.report.response import Response
from annotate.score import Level, Rubric, Score, level
from annotate.score.outlets import LEAST

IN_A_MONTH = 5
"""From so many scored articles on a month has a mean."""

SHARES = {
    "unnamed": "of the sources given, those that the text does not name (described, or bare)",
    "vague": "of the sources given, those that are nobody in particular (critics, analysts, many)",
    "one_sided": "of the claims with a source that has a stake, those without an outsider or another side; "
    "positions are left out, since only their holder can give them",
    "heard": "of the articles that accuse somebody, those that quote a reply or say that it was declined",
}
"""What each share counts, in words; a source counts once an article."""


@dataclass(frozen=True)
class Piece:
    """One article of the outlet that people have read.

    Attributes:
        sources, unnamed, vague: how many of them; a source counts once.
        sided, one_sided: claims with a source on some side, and those on one side alone.
        heard: whether whoever is accused was heard; None where nobody is, or nobody chose.
    """

    article: Article
    score: Score
    sources: int
    unnamed: int
    vague: int
    sided: int
    one_sided: int
    heard: bool | None

    @property
    def month(self) -> str | None:
        """`2026-03`; None where no date is known."""
        published = self.article.published
        return None if published is None else f"{published:%Y-%m}"


@dataclass(frozen=True)
class Month:
    """The outlet's articles of one month; `mean` is None below `IN_A_MONTH` scored ones."""

    month: str
    articles: int
    scored: int
    mean: float | None


@dataclass(frozen=True)
class OutletReport:
    """One outlet's report.

    Attributes:
        pieces: its articles that people have read, in the order of publication, undated ones last.
        unread: how many of its articles nobody has read.
        level: the shrunken mean; None below the minimum of evidence.
        bands: band to how many scores lie in it, from the lowest on.
        shares: by the names of `SHARES`; empty below the minimum of evidence.
        asked: of those articles, which the outlet was asked about, and what it answered.
    """

    outlet: str
    pieces: tuple[Piece, ...]
    unread: int
    level: Level | None
    bands: Mapping[str, int]
    shares: Mapping[str, Statistic]
    months: tuple[Month, ...]
    asked: Mapping[str, Response]

    @property
    def scored(self) -> int:
        """How many of its articles have a number."""
        return sum(one.score.score is not None for one in self.pieces)

    @property
    def enough(self) -> bool:
        """Whether there is evidence enough to speak of the outlet at all."""
        return self.level is not None


def outlet_report(
    outlet: str,
    read: Sequence[tuple[Score, Article]],
    unread: int,
    asked: Mapping[str, Response],
    rubric: Rubric,
) -> OutletReport:
    """The report of `outlet`.

    Args:
        read: every article of the corpus that people have read, since the mean is shrunk towards it.
        unread: how many articles of this outlet nobody has read.
        asked: article to what its outlet was asked and answered.
    """
    scores: dict[str, list[int]] = defaultdict(list)
    for score, article in read:
        if article.outlet and score.score is not None:
            scores[article.outlet].append(score.score)
    own = [_piece(score, article) for score, article in read if article.outlet == outlet]
    found = level(outlet, scores)
    pieces = tuple(sorted(own, key=lambda one: (one.month is None, one.article.published, one.article.id)))
    return OutletReport(
        outlet=outlet,
        pieces=pieces,
        unread=unread,
        level=found,
        bands=_bands(scores[outlet], rubric) if found else {},
        shares=_shares(pieces) if found else {},
        months=_months(pieces) if found else (),
        asked={one.article.id: asked[one.article.id] for one in pieces if one.article.id in asked},
    )


def _piece(score: Score, article: Article) -> Piece:
    speakers = score.ledger.speakers
    held = _sides(score)
    reply, accused = score.reading.answers.get("reply"), score.reading.answers.get("accused")
    return Piece(
        article=article,
        score=score,
        sources=len(speakers),
        unnamed=sum((one.identity or "").startswith("unnamed") for one in speakers),
        vague=sum(one.identity == "vague_collective" for one in speakers),
        sided=len(held),
        one_sided=sum(len(sides) == 1 for sides in held),
        heard=reply in ("quoted", "declined") if accused == "yes" and reply else None,
    )


def _sides(score: Score) -> list[set[str]]:
    """The standings behind each claim that somebody with a stake is given for, unclear ones left out."""
    behind: dict[str, set[str]] = defaultdict(set)
    for one in score.ledger.speakers:
        for claim in one.assertions:
            if one.standing and one.standing != "unclear":
                behind[claim].add(one.standing)
    return [
        standings
        for claim, standings in behind.items()
        if score.reading.by_id[claim].get("kind") != "position"
        and any(one.startswith("side") for one in standings)
    ]


def _bands(scores: Sequence[int], rubric: Rubric) -> dict[str, int]:
    counts = Counter(rubric.band(score) for score in scores)
    return {name: counts[name] for name, _ in sorted(rubric.bands.items(), key=lambda band: band[1])}


def _shares(pieces: Sequence[Piece]) -> dict[str, Statistic]:
    sums: dict[str, list[tuple[int, int]]] = {
        "unnamed": [(one.unnamed, one.sources) for one in pieces],
        "vague": [(one.vague, one.sources) for one in pieces],
        "one_sided": [(one.one_sided, one.sided) for one in pieces],
        "heard": [(int(bool(one.heard)), int(one.heard is not None)) for one in pieces],
    }
    return {name: share(sums[name]) for name in SHARES}


def _months(pieces: Sequence[Piece]) -> tuple[Month, ...]:
    by_month: dict[str, list[Piece]] = defaultdict(list)
    for one in pieces:
        if one.month:
            by_month[one.month].append(one)
    return tuple(_month(name, by_month[name]) for name in sorted(by_month))


def _month(name: str, pieces: Sequence[Piece]) -> Month:
    scores = [one.score.score for one in pieces if one.score.score is not None]
    return Month(
        name, len(pieces), len(scores), sum(scores) / len(scores) if len(scores) >= IN_A_MONTH else None
    )


__all__ = ["LEAST", "SHARES", "Month", "OutletReport", "Piece", "outlet_report"]
