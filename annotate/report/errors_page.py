"""What a machine got wrong, as one self-contained page: each miss and each mark too many in its paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.core import Mark, Span
from annotate.evaluation.compared import Compared
from annotate.evaluation.errors import KINDS, Error, errors
from annotate.evaluation.groups import Groups
from annotate.evaluation.measure import Evaluation
from annotate.evaluation.tables import Table, group_tables, heading, tables
from annotate.report.html import STYLE, page
from annotate.report.pieces import Piece, pieces

PLACED = ("missed", "extra", "edges")
"""Kinds of error that are shown on the text itself, in the order in which one hides another."""


@dataclass(frozen=True)
class Numbered:
    """An error and its number within the article."""

    number: int
    error: Error


@dataclass(frozen=True)
class Passage:
    """A paragraph with the errors that begin in it."""

    pieces: tuple[Piece, ...]
    errors: tuple[Numbered, ...]


@dataclass(frozen=True)
class Text:
    """One reading of gold; paragraphs without an error are counted and not shown."""

    name: str
    count: int
    passages: tuple[Passage, ...]
    clean: int


def html(compared: Sequence[Compared], found: Evaluation, by: Groups, model: str) -> str:
    """The figures, and below them each text with its errors, those with most of them first."""
    texts = [_text(one, tuple(found.labels)) for one in compared if one.of.side is not None]
    return page(
        "errors.html.j2",
        styles=(STYLE, "errors.css"),
        model=model,
        heading=heading(found, model),
        tables=[*tables(found), *group_tables(by)],
        kinds=KINDS,
        commonest=_commonest(texts),
        texts=sorted(texts, key=lambda one: (-one.count, one.name)),
        placed=PLACED,
    )


def _text(one: Compared, labels: Sequence[str]) -> Text:
    found = [Numbered(number, error) for number, error in enumerate(errors(one, labels), 1)]
    marks = [
        Mark(str(each.number), each.error.kind, each.error.where)
        for each in found
        if each.error.kind in PLACED
    ]
    spans = list(_paragraphs(one.text))
    passages = [_passage(one.text, span, found, marks) for span in spans]
    shown = tuple(passage for passage in passages if passage.errors)
    return Text(one.of.id, len(found), shown, len(spans) - len(shown))


def _paragraphs(text: str) -> list[Span]:
    """The lines of a text as it was given; blank ones are none."""
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append(Span(at, at + len(line.rstrip())))
        at += len(line)
    return spans


def _passage(text: str, span: Span, found: Sequence[Numbered], marks: Sequence[Mark]) -> Passage:
    inside = tuple(one for one in found if span.start <= one.error.where.start < span.end)
    return Passage(tuple(pieces(text, span, marks)), inside)


def _commonest(texts: Sequence[Text]) -> Table:
    """How often each kind of error befell each label."""
    every = Counter(
        (one.error.label, one.error.kind)
        for text in texts
        for passage in text.passages
        for one in passage.errors
    )
    labels = sorted({label for label, _ in every})
    rows = tuple((label, *(f"{every[label, kind]}" for kind in KINDS)) for label in labels)
    return Table(("Errors", *KINDS), rows)
