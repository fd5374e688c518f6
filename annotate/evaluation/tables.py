"""An evaluation for people: the tables that the gold allows, whatever they are printed as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotate.consensus.agreement.statistic import Statistic
from annotate.evaluation.figures import Figures
from annotate.evaluation.groups import Groups, Speakers
from annotate.evaluation.measure import Evaluation

FIGURES = ("F1", "90 % interval", "Precision", "Recall")
MARKS = ("Marks", "Exact F1", *FIGURES[1:], "Overlap F1", "Half F1", "Gold", "Machine")
ATTRIBUTES = ("Attributes, where both have the mark", "Alike", FIGURES[1], "Macro F1", "Marks")
FOUND = (
    "Exact found", FIGURES[1], "Found at all", FIGURES[1], "Right at all", FIGURES[1], "Gold", "Machine",
)  # fmt: skip
SPEAKERS = {"pronoun": "Sources, by pronoun", "name": "Sources, by language of the name"}
NOTHING = "–"


@dataclass(frozen=True)
class Table:
    """The first column names the row; all others hold figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(found: Evaluation) -> Iterator[Table]:
    """Marks, links, sentences, attributes; 100 is everything right."""
    if found.labels:
        yield Table(MARKS, tuple(_label(label, ways) for label, ways in found.labels.items()))
    if found.links:
        yield _named("Links (both ends overlap)", found.links)
    if found.sentences:
        yield _named("Sentences", found.sentences)
    if found.attributes:
        rows = (
            (one.name, percent(one.alike.value), interval(one.alike), percent(one.macro), f"{one.alike.n}")
            for one in found.attributes
        )
        yield Table(ATTRIBUTES, tuple(rows))


def group_tables(found: Groups) -> Iterator[Table]:
    """What the figures are for each group of articles and each kind of source."""
    for fact, of in found.articles.items():
        columns = _columns(next(iter(of.values())))
        rows = ((name, f"{one.articles}", *_cells(one, columns)) for name, one in of.items())
        yield Table((f"By {fact}: F1 (90 % interval)", "Articles", *columns), tuple(rows))
    for by, kinds in found.speakers.items():
        yield Table((SPEAKERS[by], *FOUND), tuple(_speaker(one) for one in kinds))


def heading(found: Evaluation, model: str) -> tuple[str, ...]:
    """What was measured, in sentences."""
    read = _counted(found.articles, "article")
    if found.readings != found.articles:
        read = f"{_counted(found.readings, 'reading')} of {read}"
    lines = [f"{read}, marked by {model}; figures × 100."]
    if found.without is not None:
        without, of = found.without
        rare = f"only {without:,}" if without else "none"
        lines.append(f"Attributed assertions alone: of {of:,} in gold {rare} stands without source and cue.")
    return tuple(lines)


def percent(value: float | None) -> str:
    """`61.3`, or a dash where there is nothing to say."""
    return NOTHING if value is None else f"{100 * value:.1f}"


def interval(one: Statistic) -> str:
    """`59.1–63.2`, or a dash below five articles."""
    return NOTHING if one.low is None or one.high is None else f"{100 * one.low:.1f}–{100 * one.high:.1f}"


def row(one: Figures) -> tuple[str, ...]:
    """As `FIGURES` heads them."""
    return (
        percent(one.f1.value), interval(one.f1), percent(one.precision.value), percent(one.recall.value),
    )  # fmt: skip


def _columns(one: Evaluation) -> tuple[str, ...]:
    return (*one.labels, *one.links, *one.sentences)


def _cells(one: Evaluation, columns: tuple[str, ...]) -> Iterator[str]:
    known = {label: ways["exact"] for label, ways in one.labels.items()} | {**one.links, **one.sentences}
    for column in columns:
        figures = known.get(column)
        yield NOTHING if figures is None else _with_interval(figures.f1)


def _with_interval(one: Statistic) -> str:
    return f"{percent(one.value)} ({interval(one)})" if one.low is not None else percent(one.value)


def _speaker(one: Speakers) -> tuple[str, ...]:
    exact, overlap = one.exact, one.overlap
    sides = (exact.recall, overlap.recall, overlap.precision)
    shown = (cell for side in sides for cell in (percent(side.value), interval(side)))
    return (one.name, *shown, f"{exact.gold}", f"{exact.machine}")


def _label(label: str, ways: Mapping[str, Figures]) -> tuple[str, ...]:
    exact, looser = ways["exact"], (ways["overlap"], ways["iou50"])
    return (
        label,
        *row(exact),
        *(percent(one.f1.value) for one in looser),
        f"{exact.gold}",
        f"{exact.machine}",
    )


def _named(head: str, of: Mapping[str, Figures]) -> Table:
    rows = tuple((name, *row(one), f"{one.gold}", f"{one.machine}") for name, one in of.items())
    return Table((head, *FIGURES, "Gold", "Machine"), rows)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
