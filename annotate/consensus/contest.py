"""What the readings of an article differ on, and how much of that touches what the article rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotate.consensus.agreement.differences import Difference, answered, differences
from annotate.core import Annotation, Article, Span
from annotate.scheme import Scheme


@dataclass(frozen=True)
class Contest:
    """The differences of all pairs of readings, each told once.

    Attributes:
        central: those that touch a claim which somebody marked as central, or a mark linked to it.
        other: the rest, answers about the whole article first.
    """

    central: tuple[Difference, ...] = ()
    other: tuple[Difference, ...] = ()

    @property
    def differences(self) -> int:
        return len(self.central) + len(self.other)

    @property
    def rank(self) -> float:
        """Its place in the queue, 0 to 1, the lowest first: by what is central, then by everything."""
        return 1 / (1 + len(self.central) + self.differences / 10_000)


def contest(readings: Sequence[Annotation], article: Article, scheme: Scheme) -> Contest:
    """What any two of the readings differ on."""
    spans = [span for reading in readings for span in _central(reading)]
    answers: dict[tuple[object, ...], Difference] = {}
    found: dict[tuple[object, ...], Difference] = {}
    for one, other in combinations(sorted(readings, key=lambda r: r.annotator), 2):
        answers |= {_key(d): d for d in answered(one, other, article.text, scheme)}
        found |= {_key(d): d for d in differences(one, other, article.text, scheme)}
    central = tuple(one for one in found.values() if any(one.where.overlaps(span) for span in spans))
    rest = tuple(one for one in found.values() if one not in central)
    return Contest(central, (*answers.values(), *rest))


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


def _key(one: Difference) -> tuple[object, ...]:
    return (one.topic, one.where, frozenset({one.one, one.other}))
