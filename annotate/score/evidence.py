"""The minimum of evidence: below it there is no number, and the report says what is missing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from annotate.core import Annotation
from annotate.score.rubric import Rubric
from annotate.score.total import Total

_QUESTIONS = {
    "genre": "the genre of the article: nobody chose it",
    "accused": "whether anyone is accused of a specific wrongful act: nobody chose it",
    "reply": "whether the accused were heard: nobody chose it",
}


def missing(reading: Annotation, total: Total, rubric: Rubric) -> tuple[str, ...]:
    """What a number would still need, one phrase each; empty where the evidence is enough.

    The width of the interval is looked at by whoever draws it.
    """
    return (*_answers(reading, rubric), *_amount(total, rubric), *_attributes(total))


def _answers(reading: Annotation, rubric: Rubric) -> Iterator[str]:
    answers = reading.answers
    if reason := answers.get("cannot_be_labelled"):
        yield f"a reading: it cannot be labelled ({reason})"
    accused, reply = answers.get("accused"), answers.get("reply")
    for name, text in _QUESTIONS.items():
        if not answers.get(name) and not (name == "reply" and accused == "no"):
            yield text
    genre = answers.get("genre")
    if genre and genre not in rubric.evidence["genres"]:
        scored = " or ".join(rubric.evidence["genres"])
        yield f"a genre that is scored ({scored}; this is {genre.replace('_', ' ')})"
    if accused == "yes" and reply == "not_applicable":
        yield "whether the accused were heard: somebody is accused, yet the reply is called not applicable"


def _amount(total: Total, rubric: Rubric) -> Iterator[str]:
    sentences, central = len(total.seen.plan.lengths), int(total.seen.central[:, 0].sum())
    needs = rubric.evidence
    if sentences < needs["sentences"]:
        yield f"sentences with assertions: {sentences} of at least {needs['sentences']}"
    if central < needs["central"]:
        yield f"central assertions: {central} of at least {needs['central']}"


def _attributes(total: Total) -> Iterator[str]:
    """Attributes without a default that nobody chose, counted over speakers that assertions rest on."""
    seen = total.seen
    people, given = seen.speakers, seen.given
    carrying = np.zeros(len(seen.plan.sources), bool)
    carrying[given.speaker] = True
    unknown = carrying & (people.rank[:, 0] == 0)
    if unknown.any():
        yield f"the identity of {_named(int(unknown.sum()))} that an assertion is attributed to"
    central = np.zeros(len(seen.plan.sources), bool)
    central[given.speaker[seen.counts & seen.central.ravel()[given.claim]]] = True
    unplaced = central & (people.chosen[:, 0] == 0)
    if unplaced.any():
        yield f"the standing of {_named(int(unplaced.sum()))} that a central assertion is attributed to"


def _named(count: int) -> str:
    return "one source" if count == 1 else f"{count} sources"
