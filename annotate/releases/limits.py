"""What a data set cannot be used for without care, read off its own figures."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.releases.census import SAMPLE
from annotate.releases.facts import Facts, published

FEW = 50
"""Marks of a label below which nothing can be said of it."""

LOW = 0.667
"""Alpha below which Krippendorff (Content Analysis, 2004, p. 241) draws no conclusion."""


def limits(facts: Facts) -> list[str]:
    """The known limits, a sentence each."""
    return [*_readings(facts), *_agreement(facts), *_machine(facts), *_coverage(facts), *_always(facts)]


def _readings(facts: Facts) -> Iterator[str]:
    census = facts.census
    if once := census.voters[1]:
        yield f"{once} of {census.texts} readings are one person's: nobody has checked them."
    if two := census.voters[2]:
        yield (
            f"{two} readings are made of two people's. What either of them marked is in the reading, and "
            "where they chose differently the value that speaks for weaker sourcing stands."
        )


def _agreement(facts: Facts) -> Iterator[str]:
    if not facts.census.twice:
        yield "No article was read by two people, so nothing is known about how far they would agree."
        return
    if facts.census.twice > SAMPLE:
        yield f"Agreement is measured on {SAMPLE} of the {facts.census.twice} articles that were read twice."
    low = [
        name
        for name, alpha in published(facts.agreement.alpha).items()
        if alpha.value is not None and alpha.value < LOW
    ]
    if low:
        yield f"Annotators agree too little for conclusions (α below {LOW}) on: {', '.join(low)}."


def _machine(facts: Facts) -> Iterator[str]:
    touched = facts.census.touched
    if kept := touched["prediction"]:
        yield (
            f"Articles came pre-marked: {kept} of {touched.total()} marks stand as the machine made them, "
            f"{touched['prediction-changed']} were changed. People see what they are shown."
        )
    if facts.census.inferred:
        yield (
            f"{facts.census.inferred} of {facts.census.links.total()} links nobody drew: they follow from "
            "what stands nearest (`origin` is `inferred`)."
        )


def _coverage(facts: Facts) -> Iterator[str]:
    few = sorted(label for label, times in facts.census.labels.items() if times < FEW)
    if few:
        yield f"There are fewer than {FEW} marks of: {', '.join(few)}."
    if unknown := facts.census.languages[""]:
        yield f"The language of {unknown} articles is not stated."
    if unknown := facts.census.outlets[""]:
        yield f"The outlet of {unknown} articles is not stated."


def _always(facts: Facts) -> Iterator[str]:
    yield "The labels say how claims are attributed. None of them says whether a claim is true."
    if facts.choice.text == "quotes":
        yield (
            f"The words under the marks are {facts.census.quoted} of the articles' {facts.census.characters} "
            "characters. Where that is most of an article it is no mere quotation."
        )
