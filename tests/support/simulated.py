"""Annotators made up, who read as people do: with skill, bias, laziness, and led by the machine.

What is true is made up too: `truths` are readings of articles of one sentence a claim. What an annotator
makes of one is the same every time, and another's is independent of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from annotate.consensus.agreement import Read
from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.scheme import Attribute, Scheme
from tests.support.scheme import the_scheme

SENTENCE = "The deputy harbour master said that the water rose by the old mill. "
SOURCE, CUE, CLAIM = Span(0, 25), Span(26, 30), Span(36, 66)
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECONDS_A_MARK = 9.0


@dataclass(frozen=True)
class Simulated:
    """One annotator.

    Attributes:
        skill: chance that a choice is right, and that an edge is where it should be.
        bias: attribute to the value that is chosen where it is not; else any other value, all alike.
        laziness: share of marks and links that are left out.
        following: share of the machine's marks that are left as they are without a look.
        pace: how many times as long as others it takes.
    """

    name: str
    skill: float = 0.9
    bias: Mapping[str, str] = field(default_factory=dict)
    laziness: float = 0.0
    following: float = 0.0
    pace: float = 1.0

    def read(self, truth: Annotation, machine: Annotation | None = None) -> Annotation:
        """What this annotator makes of an article, beginning from the machine's marks where there are any."""
        random = Random(f"{self.name} {truth.article}")  # noqa: S311 - nothing is kept secret by it
        there = {mark.id: mark for mark in machine.marks} if machine else {}
        found = (self._mark(mark, there.get(mark.id), random) for mark in truth.marks)
        marks = tuple(mark for mark in found if mark is not None)
        have = {mark.id for mark in marks}
        links = tuple(
            link
            for link in truth.links
            if {link.from_id, link.to_id} <= have and random.random() >= self.laziness
        )
        answers = {
            one.name: self._choice(one.name, truth.answers[one.name], [v.name for v in one.values], random)
            for one in the_scheme().answers
            if one.name in truth.answers
        }
        seconds = self.pace * SECONDS_A_MARK * len(truth.marks) * random.uniform(0.8, 1.25)
        return replace(
            truth, annotator=self.name, marks=marks, links=links, answers=answers, seconds=round(seconds, 1)
        )

    def _mark(self, true: Mark, shown: Mark | None, random: Random) -> Mark | None:
        if shown is not None and random.random() < self.following:
            return replace(shown, origin="prediction")
        if random.random() < self.laziness:
            return None
        own = replace(true, span=self._span(true.span, random), attributes=self._chosen(true, random))
        if shown is None:
            return replace(own, origin="manual")
        same = (own.span, own.attributes) == (shown.span, shown.attributes)
        return replace(own, origin="prediction" if same else "prediction-changed")

    def _span(self, span: Span, random: Random) -> Span:
        slips = 2 * (random.random() >= self.skill)
        return Span(span.start + min(slips, len(span) - 1), span.end)

    def _chosen(self, mark: Mark, random: Random) -> Mapping[str, str]:
        label = the_scheme().label_by_name[mark.label]
        return {
            one.name: self._choice(one.name, mark.attributes[one.name], _names(one), random)
            for one in label.attributes
            if one.name in mark.attributes
        }

    def _choice(self, name: str, true: str, values: list[str], random: Random) -> str:
        if random.random() < self.skill:
            return true
        others = [value for value in values if value != true]
        return self.bias.get(name) or random.choice(others)


def truths(articles: int, claims: int = 8, seed: int = 0, scheme: Scheme | None = None) -> Iterator[Read]:
    """Made-up articles, each with the one reading that is true."""
    random = Random(seed)  # noqa: S311
    for number in range(articles):
        text = (SENTENCE * claims).strip()
        starts = range(0, len(SENTENCE) * claims, len(SENTENCE))
        article = Article(f"t{number:03}", text, tuple(Span(s, s + len(SENTENCE) - 1) for s in starts))
        marks = [mark for at, s in enumerate(starts) for mark in _claim(at, s, random, scheme)]
        links = [Link("attributed_to", f"a{at}", f"s{at}") for at in range(claims)]
        answers = {"genre": "news", "accused": random.choice(["yes", "no"]), "reply": "quoted"}
        known = {"text_sha256": article.sha256, "created_at": MONDAY + timedelta(days=number)}
        true = Annotation(article.id, "truth", tuple(marks), tuple(links), answers, **known)  # type: ignore[arg-type]
        yield Read(article, (true,))


def read_by(
    people: list[Simulated], true: Iterator[Read] | list[Read], machine: Simulated | None = None
) -> list[Read]:
    """The same articles as these people have read them."""
    out = []
    for one in true:
        (truth,) = one.readings
        shown = machine.read(truth) if machine else None
        out.append(Read(one.article, tuple(person.read(truth, shown) for person in people)))
    return out


def _claim(number: int, start: int, random: Random, scheme: Scheme | None) -> Iterator[Mark]:
    central = {"weight": "central" if number < 3 else "supporting"}
    for letter, label, span in (("s", "SOURCE", SOURCE), ("c", "CUE", CUE), ("a", "ASSERTION", CLAIM)):
        mark = Mark(f"{letter}{number}", label, Span(start + span.start, start + span.end))
        for attribute in (scheme or the_scheme()).label_by_name[label].attributes:
            if attribute.applies(mark):
                mark = mark.with_attributes(**{attribute.name: random.choice(_names(attribute))})
        yield mark.with_attributes(**central) if label == "ASSERTION" else mark


def _names(attribute: Attribute) -> list[str]:
    return [value.name for value in attribute.values]
