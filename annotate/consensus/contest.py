"""What the readings of an article differ on, and how much of that touches what the article rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotate.consensus.agreement.differences import NOT_LINKED, Difference, answered, differences
from annotate.core import Annotation, Article, Span
from annotate.scheme import Scheme


@dataclass(frozen=True)
class Point:
    """One thing that is to be decided.

    Attributes:
        topic, where, words: as of a `Difference`.
        choices: what was chosen to the annotators who chose it.
    """

    topic: str
    where: Span
    words: str
    choices: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Contest:
    """What the readings of an article differ on, in the order of the text.

    Attributes:
        central: what touches a claim which somebody marked as central, or a mark linked to it.
        other: the rest, answers about the whole article first.
    """

    central: tuple[Point, ...] = ()
    other: tuple[Point, ...] = ()

    @property
    def differences(self) -> int:
        return len(self.central) + len(self.other)

    @property
    def rank(self) -> float:
        """Its place in the queue, 0 to 1, the lowest first: by what is central, then by everything."""
        return 1 / (1 + len(self.central) + self.differences / 10_000)


def contest(readings: Sequence[Annotation], article: Article, scheme: Scheme) -> Contest:
    """What any two of the readings differ on, each told once."""
    spans = [span for reading in readings for span in _central(reading)]
    pairs = list(combinations(sorted(readings, key=lambda r: r.annotator), 2))
    whole = _points((pair, found) for pair in pairs for found in answered(*pair, article.text, scheme))
    marks = _points((pair, found) for pair in pairs for found in differences(*pair, article.text, scheme))
    marks.sort(key=lambda one: (one.where.start, -one.where.end, one.topic))
    touches = [any(one.where.overlaps(span) for span in spans) for one in marks]
    return Contest(
        tuple(one for one, central in zip(marks, touches, strict=True) if central),
        (*whole, *(one for one, central in zip(marks, touches, strict=True) if not central)),
    )


def _points(found: Iterable[tuple[tuple[Annotation, Annotation], Difference]]) -> list[Point]:
    choices: dict[tuple[object, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first: dict[tuple[object, ...], Difference] = {}
    for (one, other), difference in found:
        key = _key(difference)
        first.setdefault(key, difference)
        choices[key][difference.one].add(one.annotator)
        choices[key][difference.other].add(other.annotator)
    return [
        Point(d.topic, d.where, d.words, {name: tuple(sorted(who)) for name, who in choices[key].items()})
        for key, d in first.items()
    ]


def _key(one: Difference) -> tuple[object, ...]:
    """What makes two differences one: what they are about, and of links also where they lead."""
    leads = {one.one, one.other} - {NOT_LINKED} if NOT_LINKED in (one.one, one.other) else set()
    return (one.topic, one.where, *leads)


def _central(reading: Annotation) -> Iterator[Span]:
    """Where the central claims stand, and whatever is linked to them."""
    ids = {mark.id for mark in reading.labelled("ASSERTION") if mark.get("weight") == "central"}
    linked = {
        end
        for link in reading.links
        if ids & {link.from_id, link.to_id}
        for end in (link.from_id, link.to_id)
    }
    yield from (reading.by_id[id_].span for id_ in sorted(ids | linked))
