"""An annotator's results on gold articles, each difference from the verdict in the words of the scheme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotate.consensus.against import Tally
from annotate.consensus.agreement.differences import WHOLE, Difference
from annotate.consensus.agreement.words import choice, topic
from annotate.consensus.gold import Result, Standing
from annotate.core import Mark, Span
from annotate.core.codec import rfc3339
from annotate.core.percent import percent
from annotate.report.html import page
from annotate.report.pieces import Piece, pieces
from annotate.scheme import Scheme

DIGITS = 4
SLIP = "SLIP"
"""The label of the places that the page points at."""


@dataclass(frozen=True)
class Slip:
    """One difference from the verdict, in words; `number` counts within the article."""

    number: int
    what: str
    words: str
    given: str
    decided: str
    where: Span | None


@dataclass(frozen=True)
class Passage:
    """A paragraph with the slips that begin in it; its pieces are cut where the words of slips are."""

    pieces: tuple[Piece, ...]
    slips: tuple[Slip, ...]


def slips(result: Result, scheme: Scheme) -> tuple[Slip, ...]:
    """The differences from the verdict, in the order of the text, those about the whole article last."""
    found = sorted(result.held.differences, key=lambda one: (one.words == WHOLE, one.where, one.topic))
    return tuple(_slip(number, one, scheme) for number, one in enumerate(found, 1))


def passages(result: Result, scheme: Scheme) -> tuple[Passage, ...]:
    """The whole text, paragraph by paragraph, cut where slips begin and end."""
    article, found = result.article, [one for one in slips(result, scheme) if one.where]
    marks = [Mark(str(one.number), SLIP, one.where) for one in found if one.where]
    return tuple(
        Passage(
            tuple(pieces(article.text, span, marks)),
            tuple(one for one in found if one.where and span.start <= one.where.start < span.end),
        )
        for span in article.paragraphs
    )


def html(standings: Sequence[Standing], campaign: str, scheme: Scheme) -> str:
    """One self-contained page: each annotator's course, and each text with its differences."""
    return page(
        "gold.html.j2",
        standings=standings,
        campaign=campaign,
        scheme=scheme,
        passages=passages,
        about=lambda result: [one for one in slips(result, scheme) if one.where is None],
        topic=topic,
        share=share,
    )


def share(tally: Tally) -> str:
    """`91 %`, or a dash where nothing was decided yet."""
    return "–" if tally.accuracy is None else percent(tally.accuracy)


def to_json(standing: Standing, scheme: Scheme) -> Mapping[str, Any]:
    """One annotator's results as an object; `accuracy` is null where there is nothing yet."""
    return {
        "annotator": standing.annotator,
        "qualification": _part(standing, "qualification"),
        "hidden": _part(standing, "hidden"),
        "drift": _rounded(standing.drift),
        "pending": standing.pending,
        "by_topic": {name: _tally(one) for name, one in standing.by_topic.items()},
        "results": [_result(one, scheme) for one in standing.results],
    }


def _part(standing: Standing, purpose: str) -> dict[str, Any]:
    return {
        "articles": sum(one.purpose == purpose for one in standing.results),
        **_tally(standing.of(purpose)),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {"accuracy": _rounded(tally.accuracy), "n": tally.made}


def _result(result: Result, scheme: Scheme) -> dict[str, Any]:
    return {
        "article": result.article.id,
        "article_revision": result.article.revision,
        "purpose": result.purpose,
        "at": rfc3339(result.at),
        **_tally(result.held.whole),
        "verdict": result.key.id,
        "differences": [
            {
                "topic": one.topic,
                "start": one.where.start,
                "end": one.where.end,
                "words": one.words,
                "given": one.one,
                "decided": one.other,
            }
            for one in result.held.differences
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _slip(number: int, one: Difference, scheme: Scheme) -> Slip:
    given, decided = (choice(one.topic, value, scheme) for value in (one.one, one.other))
    where = None if one.words == WHOLE else one.where
    return Slip(number, topic(one.topic, scheme), one.words, given, decided, where)
