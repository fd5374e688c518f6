"""How much of what one annotation decided another decided alike: an annotator held against a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotate.consensus.agreement.differences import (
    OF_ONESELF,
    Difference,
    answered,
    differences,
    same_sides,
)
from annotate.consensus.agreement.matching import ENOUGH, matches
from annotate.consensus.agreement.pairs import carried, drawn_types, keys, partners
from annotate.core import Annotation, Article
from annotate.scheme import Scheme


@dataclass(frozen=True)
class Tally:
    """Decisions that were made alike, and those of both sides: `alike` counts each shared one twice."""

    alike: int = 0
    made: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.alike + other.alike, self.made + other.made)

    @property
    def accuracy(self) -> float | None:
        """F1: twice what both decided alike, over what both decided; None where neither decided anything."""
        return self.alike / self.made if self.made else None


@dataclass(frozen=True)
class Against:
    """One reading held against a key.

    Attributes:
        tallies: of each label (its marks), `LABEL.attribute`, drawn type of link, and answer.
        differences: what the reading has (`one`) and the key has (`other`), where they part.
    """

    tallies: Mapping[str, Tally]
    differences: tuple[Difference, ...]

    @property
    def whole(self) -> Tally:
        return total(self.tallies.values())


def against(reading: Annotation, key: Annotation, article: Article, scheme: Scheme) -> Against:
    """Marks are the same from an IoU of one half on; attributes and links are compared on those alone.

    Edges that are a little off count as the same, so they are among the differences and cost nothing.
    Answers in words, and those in which annotators need not agree, are left out, and so are links that
    sync infers.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    one, other = same_sides(reading, key)
    for topic, tally in (
        *_marks(one, other, scheme),
        *_links(one, other, scheme),
        *_answers(one, other, scheme),
    ):
        tallies[topic] += tally
    found = (*differences(reading, key, article.text, scheme), *answered(reading, key, article.text, scheme))
    return Against({topic: tally for topic, tally in tallies.items() if tally.made}, found)


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    return sum(tallies, Tally())


Tallied = Iterable[tuple[str, Tally]]


def _marks(one: Annotation, other: Annotation, scheme: Scheme) -> Tallied:
    for label in scheme.labels:
        ours, theirs = one.labelled(label.name), other.labelled(label.name)
        same = [match for match in matches(ours, theirs) if match.iou >= ENOUGH]
        yield label.name, Tally(2 * len(same), len(ours) + len(theirs))
        for match in same:
            for attribute in label.attributes:
                values = [scheme.value(mark, attribute.name) for mark in (match.one, match.other)]
                yield f"{label.name}.{attribute.name}", _compared(*values)


def _links(one: Annotation, other: Annotation, scheme: Scheme) -> Tallied:
    same = partners(one, other, scheme)
    for kind in drawn_types(scheme):
        ours, theirs = keys(one, kind), keys(other, kind)
        both = {carried(key, same, kind) for key in ours} & theirs
        yield kind.name, Tally(2 * len(both), len(ours) + len(theirs))


def _answers(one: Annotation, other: Annotation, scheme: Scheme) -> Tallied:
    for answer in scheme.answers:
        if answer.control != "text" and answer.name not in OF_ONESELF:
            values = [of.answers.get(answer.name, answer.default) for of in (one, other)]
            yield answer.name, _compared(*values)


def _compared(one: str | None, other: str | None) -> Tally:
    """Two choices; one that nobody made is none."""
    return Tally(2 * (one is not None and one == other), (one is not None) + (other is not None))
