"""What many articles have in common in how they are sourced: counts, and no mark for anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from annotate.core.percent import percent
from annotate.report.charts import Figure, bars, histogram
from annotate.scheme import Scheme
from annotate.score import Score

STEP = 10
"""Points that a column of the distribution covers; the last one holds 100 as well."""


@dataclass(frozen=True)
class Summary:
    """The articles of a campaign, an outlet or all of them.

    Attributes:
        read: articles that people have read; `numbered` of them have a score.
        tens: how many scores lie in 0–9, 10–19 … 90–100.
        missing: what articles want for a number, each with how many.
        no_source, unnamed_only, named: central claims of all articles, each in one of the three.
        sources: identity to how many distinct sources of an article have it; "" is one nobody chose.
        held: reason of a gate that bites to how many articles it holds.
    """

    read: int
    numbered: int
    tens: tuple[int, ...]
    missing: Mapping[str, int]
    no_source: int
    unnamed_only: int
    named: int
    sources: Mapping[str, int]
    held: Mapping[str, int]

    @property
    def central(self) -> int:
        return self.no_source + self.unnamed_only + self.named


def summarise(scores: Sequence[Score]) -> Summary:
    """The summary of these articles' scores."""
    numbers = [one.score for one in scores if one.score is not None]
    tens = Counter(min(number // STEP, 100 // STEP - 1) for number in numbers)
    central = [one.ledger.central for one in scores]
    return Summary(
        read=len(scores),
        numbered=len(numbers),
        tens=tuple(tens[place] for place in range(100 // STEP)),
        missing=_counted(reason for one in scores for reason in one.missing),
        no_source=sum(len(one.no_source) for one in central),
        unnamed_only=sum(len(one.unnamed_only) for one in central),
        named=sum(len(one.named) for one in central),
        sources=_counted(who.identity or "" for one in scores for who in one.ledger.speakers),
        held=_counted(
            gate.reason for one in scores for gate in one.gates if one.ungated and gate.cap < one.ungated
        ),
    )


def as_json(summary: Summary) -> dict[str, Any]:
    """The summary as an object, its names those of the fields."""
    out = asdict(summary) | {"tens": list(summary.tens)}
    central = {name: out.pop(name) for name in ("no_source", "unnamed_only", "named")}
    return out | {"claims": {"total": summary.central, **central}}


def claims(summary: Summary) -> str:
    """Of the claims that the articles rest on: how many name no source, rest on unnamed ones, are named."""
    if not summary.central:
        return "No claim is marked yet as one that an article rests on."
    parts = (summary.no_source, summary.unnamed_only, summary.named)
    none, unnamed, named = (percent(part / summary.central) for part in parts)
    return (
        f"Of the {summary.central} claims these articles rest on, {none} name no source, {unnamed} rest on "
        f"unnamed sources alone and {named} are attributed to a named source."
    )


def figures(summary: Summary, scheme: Scheme) -> tuple[Figure, ...]:
    """The pictures that a page shows of a summary; those with nothing to show are left out."""
    drawn = (_scores(summary), _central(summary), _sources(summary, scheme), _held(summary))
    return tuple(one for one in drawn if one.rows)


def _scores(summary: Summary) -> Figure:
    ends = [(at * STEP, at * STEP + STEP - 1) for at in range(100 // STEP)]
    names = [f"{low}–{100 if high == 99 else high}" for low, high in ends]
    rows = list(zip(names, summary.tens, strict=True)) if summary.numbered else []
    said = f"{summary.numbered} of {summary.read} articles that people have read have a number."
    return histogram("Scores", said, ("Score", "Articles"), rows)


def _central(summary: Summary) -> Figure:
    rows = [
        ("named source", summary.named),
        ("unnamed sources alone", summary.unnamed_only),
        ("no source given", summary.no_source),
    ]
    title = "What the claims rest on"
    return bars(title, claims(summary), ("Source", "Claims"), rows if summary.central else [])


def _sources(summary: Summary, scheme: Scheme) -> Figure:
    known = scheme.label_by_name["SOURCE"].attribute("identity")
    texts = {one.name: one.text.lower() for one in known.values} if known else {}
    order = [*texts, *sorted(summary.sources.keys() - texts.keys())]
    rows = [
        (texts.get(name, name or "identity not chosen"), summary.sources[name])
        for name in order
        if name in summary.sources
    ]
    whole = sum(summary.sources.values())
    said = f"{whole} sources, each counted once in every article that it speaks in."
    return bars("Who speaks", said, ("Source", "Number"), rows)


def _held(summary: Summary) -> Figure:
    rows = sorted(summary.held.items(), key=lambda one: (-one[1], one[0]))
    said = "What an article lacks so plainly that the rest cannot make up for it; one may lack several."
    return bars("What caps the scores", said, ("Reason", "Articles"), rows)


def _counted(found: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(found).items()))
