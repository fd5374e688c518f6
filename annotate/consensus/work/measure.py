"""What an annotator has done, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import median

import numpy as np

from annotate.consensus.against import Against, against
from annotate.consensus.agreement.statistic import Statistic, estimate, f1
from annotate.consensus.readers import age
from annotate.consensus.work.model import UNTOUCHED, Done, Premarked, premarked
from annotate.core.pace import INFLATED, LEAST
from annotate.scheme import Scheme

FEW = 5
"""Below as many articles a line says little of anybody, and is shown as such."""

SEEN = 10
"""An attribute that applied to fewer marks may well never have been needed."""


@dataclass(frozen=True)
class Course:
    """The earlier and the later half of an annotator's articles; an odd one in the middle is in neither."""

    early: Statistic
    late: Statistic

    @property
    def drift(self) -> float | None:
        """How much more alike the later half is; None where there is no value of both."""
        early, late = self.early.value, self.late.value
        return None if early is None or late is None else late - early


@dataclass(frozen=True)
class Work:
    """What one annotator has done.

    Attributes:
        articles, marks: in all; `compared` of the articles could be held against a key.
        words: of the article in the middle when they are ordered by length.
        marks_there: the same of the marks in what the others made of it: how much there was to mark.
        seconds: median an article, without `inflated` timers; None below three timers.
        marks_an_hour: over the articles with a timer that was not inflated.
        alike: F1 of everything decided, against the key; n counts the decisions of both.
        by_topic: the same for each label, attribute, type of link and answer.
        never_used: `LABEL.attribute` that applied to ten marks or more and was never chosen by this one, and
            was by another.
    """

    annotator: str
    articles: int
    compared: int
    marks: int
    words: float
    marks_there: float | None
    seconds: float | None
    timed: int
    inflated: int
    marks_an_hour: float | None
    alike: Statistic
    by_topic: Mapping[str, Statistic]
    premarks: Premarked
    never_used: tuple[str, ...]
    course: Course

    @property
    def few(self) -> bool:
        return self.compared < FEW


def measured(done: Sequence[Done], scheme: Scheme) -> list[Work]:
    """Everybody who has read something, by name.

    Pace stands beside what there was to do, for who got the long articles is not slow; agreement is with
    the others and not with a reading that one's own marks are in.
    """
    people = sorted({one.reading.annotator for one in done})
    used = {name: _used([d for d in done if d.reading.annotator == name], scheme) for name in people}
    by_anybody = {topic for chosen, _ in used.values() for topic in chosen}
    return [
        _work(name, [d for d in done if d.reading.annotator == name], scheme, _never(used[name], by_anybody))
        for name in people
    ]


def _work(name: str, done: Sequence[Done], scheme: Scheme, never: tuple[str, ...]) -> Work:
    ordered = sorted(done, key=lambda one: age(one.reading))
    held = [against(d.reading, d.key, d.article, scheme) for d in ordered if d.key is not None]
    timers = [d for d in done if d.reading.seconds]
    kept = not_inflated(done)
    there = [len(d.key.marks) for d in ordered if d.key is not None]
    half = len(held) // 2
    return Work(
        annotator=name,
        articles=len(done),
        compared=len(held),
        marks=sum(len(d.reading.marks) for d in done),
        words=median(len(d.article.text.split()) for d in done),
        marks_there=median(there) if there else None,
        seconds=median(seconds for seconds, _ in kept) if kept else None,
        timed=len(kept),
        inflated=len(timers) - len(kept) if kept else 0,
        marks_an_hour=3600 * sum(n for _, n in kept) / sum(s for s, _ in kept) if kept else None,
        alike=_alike(held),
        by_topic={topic: _alike(held, topic) for topic in _topics(held, scheme)},
        premarks=sum((premarked(d, scheme) for d in done), Premarked()),
        never_used=never,
        course=Course(_alike(held[:half]), _alike(held[len(held) - half :])),
    )


def not_inflated(done: Sequence[Done]) -> list[tuple[float, int]]:
    """Seconds and marks of one annotator's articles, without timers above three times their median.

    Those ran on while nobody worked. None at all below three timers.
    """
    timers = [(one.reading.seconds, len(one.reading.marks)) for one in done if one.reading.seconds]
    if len(timers) < LEAST:
        return []
    bound = INFLATED * median(seconds for seconds, _ in timers)
    return [(seconds, marks) for seconds, marks in timers if seconds <= bound]


def _alike(held: Sequence[Against], topic: str | None = None) -> Statistic:
    """F1 over everything, or over one topic, its interval resampled over articles."""
    tallies = [one.whole if topic is None else one.tallies.get(topic) for one in held]
    parts = np.array([[t.alike / 2, t.made] if t else [0, 0] for t in tallies], np.float64).reshape(-1, 2)
    return estimate(parts, f1, int(parts[:, 1].sum()))


def _topics(held: Sequence[Against], scheme: Scheme) -> list[str]:
    """What was decided at all, in the scheme's order."""
    there = {topic for one in held for topic in one.tallies}
    known = [
        *(label.name for label in scheme.labels),
        *(f"{label.name}.{one.name}" for label in scheme.labels for one in label.attributes),
        *(kind.name for kind in scheme.links),
        *(answer.name for answer in scheme.answers),
    ]
    return [topic for topic in known if topic in there]


Used = tuple[Counter[str], Counter[str]]


def _used(done: Sequence[Done], scheme: Scheme) -> Used:
    """How often each attribute was chosen by hand, and to how many marks it applied."""
    chosen, applied = Counter[str](), Counter[str]()
    marks = [mark for one in done for mark in one.reading.marks]
    for label in scheme.labels:
        for mark, attribute in product(
            (mark for mark in marks if mark.label == label.name), label.attributes
        ):
            name = f"{label.name}.{attribute.name}"
            applied[name] += attribute.applies(mark)
            chosen[name] += mark.origin != UNTOUCHED and mark.get(attribute.name) is not None
    return +chosen, applied


def _never(used: Used, by_anybody: set[str]) -> tuple[str, ...]:
    chosen, applied = used
    return tuple(name for name, n in applied.items() if n >= SEEN and not chosen[name] and name in by_anybody)
