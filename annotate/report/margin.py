"""The text with its margin: paragraphs cut into pieces, and a note for each assertion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotate.core import Article, Mark, Span
from annotate.report.chain import chains
from annotate.report.pieces import Piece, pieces
from annotate.report.words import NO_SOURCE, clip, speaker
from annotate.scheme import Scheme
from annotate.score import Score


@dataclass(frozen=True)
class Note:
    """What the margin says of one assertion.

    Attributes:
        what: its kind, in the scheme's words.
        cues: the words that attribute it, each with its stance.
        who: who says it; empty where no source is given in the text.
        chain: ids of the marks that belong to it, from cue to source.
    """

    number: int
    mark: Mark
    what: str
    cues: tuple[str, ...]
    who: tuple[str, ...]
    hedges: tuple[str, ...]
    chain: tuple[str, ...]
    motive: bool

    @property
    def central(self) -> bool:
        return self.mark.get("weight") == "central"

    @property
    def lines(self) -> tuple[str, ...]:
        """Who says it, a line a source."""
        return self.who or (NO_SOURCE,)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the article; `noise` says why it is no part of it, where it is none."""

    span: Span
    headline: bool
    noise: str | None
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


def paragraphs(score: Score, article: Article, scheme: Scheme) -> tuple[Paragraph, ...]:
    """The whole article, paragraph by paragraph, with a note where an assertion begins."""
    notes = _notes(score, article, scheme)
    return tuple(_paragraph(span, score, article, scheme, notes) for span in article.paragraphs)


def _paragraph(
    span: Span, score: Score, article: Article, scheme: Scheme, notes: Mapping[str, Note]
) -> Paragraph:
    marks = score.reading.marks
    noise = next((mark for mark in score.reading.labelled("NOISE") if mark.span.contains(span)), None)
    begun = [note for note in notes.values() if span.start <= note.mark.span.start < span.end]
    return Paragraph(
        span=span,
        headline=article.title is not None and span.start == 0,
        noise=scheme.value(noise, "type") if noise else None,
        pieces=tuple(pieces(article.text, span, marks)),
        notes=tuple(begun),
    )


def _notes(score: Score, article: Article, scheme: Scheme) -> dict[str, Note]:
    reading, who = score.reading, dict[str, list[str]]()
    for one in score.ledger.speakers:
        for assertion in one.assertions:
            who.setdefault(assertion, []).append(speaker(one, scheme))
    found = chains(reading)

    def words(mark: Mark, label: str) -> tuple[str, ...]:
        marks = [reading.by_id[id_] for id_ in found[mark.id]]
        return tuple(_words(one, article, scheme) for one in marks if one.label == label)

    return {
        mark.id: Note(
            number=number,
            mark=mark,
            what=scheme.value(mark, "kind") or "",
            cues=words(mark, "CUE"),
            who=tuple(who.get(mark.id, ())),
            hedges=words(mark, "HEDGE"),
            chain=found[mark.id],
            motive=mark.id in score.ledger.unattributed_motives,
        )
        for number, mark in enumerate(reading.labelled("ASSERTION"), start=1)
    }


def _words(mark: Mark, article: Article, scheme: Scheme) -> str:
    """The words of a cue or hedge; a cue's stance is said where it is more than neutral."""
    said = f"“{clip(mark.span.cut(article.text), 40)}”"
    stance = scheme.value(mark, "stance") if mark.label == "CUE" else None
    return f"{said}, {stance}" if stance not in (None, "neutral") else said
