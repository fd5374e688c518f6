"""Marks and links while they are being made: one mark for each label and span, numbered at the end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotate.core import Link, Mark, Span

Key = tuple[str, Span]


@dataclass
class Draft:
    """Collects what the rules find in one article."""

    attributes: dict[Key, dict[str, str]] = field(default_factory=dict)
    confidence: dict[Key, float] = field(default_factory=dict)
    links: set[tuple[str, Key, Key]] = field(default_factory=set)

    def mark(
        self, label: str, span: Span, confidence: float, attributes: Mapping[str, str] | None = None
    ) -> Key:
        """Adds a mark, or attributes to the one that is there; the higher confidence stands."""
        key = (label, span)
        known = self.attributes.setdefault(key, {})
        for name, value in (attributes or {}).items():
            known.setdefault(name, value)
        self.confidence[key] = max(confidence, self.confidence.get(key, 0.0))
        return key

    def link(self, type_: str, one: Key, other: Key) -> None:
        if one != other:
            self.links.add((type_, one, other))

    def leave_to_innermost(self) -> None:
        """Takes from who passes words on the assertions that are linked to their speaker."""
        told = {(one, other) for kind, one, other in self.links if kind == "attributed_to"}
        passed = [(one, other) for kind, one, other in self.links if kind == "via"]
        spoken: dict[Key, list[Key]] = {}
        for key, source in told:
            spoken.setdefault(source, []).append(key)
        for speaker, by in passed:
            self.links -= {("attributed_to", key, by) for key in spoken.get(speaker, ())}

    def labelled(self, label: str) -> list[Key]:
        return sorted(key for key in self.attributes if key[0] == label)

    def linked_from(self, type_: str) -> set[Key]:
        """The marks that links of one type begin at."""
        return {one for kind, one, _ in self.links if kind == type_}

    def finish(self) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
        """Marks in the order of the text with ids m1, m2 …, and the links between them.

        Of two marks that cross the less sure one is left out, with its links.
        """
        order = sorted(self.attributes, key=lambda key: (key[1].start, -key[1].end, key[0]))
        crossing = self._crossing(order)
        order = [key for key in order if key not in crossing]
        ids = {key: f"m{number}" for number, key in enumerate(order, 1)}
        marks = tuple(
            Mark(ids[key], key[0], key[1], self.attributes[key], "prediction", round(self.confidence[key], 2))
            for key in order
        )
        drawn = (link for link in self.links if link[1] in ids and link[2] in ids)
        return marks, tuple(sorted(Link(type_, ids[one], ids[other]) for type_, one, other in drawn))

    def _crossing(self, order: Sequence[Key]) -> set[Key]:
        """The less sure one of each two marks that cross; `order` is by start."""
        out: set[Key] = set()
        starts, ends = [key[1].start for key in order], [key[1].end for key in order]
        for index, key in enumerate(order):
            for number in range(index + 1, bisect_left(starts, ends[index], index + 1)):
                if ends[number] > ends[index] and starts[number] > starts[index]:
                    later = order[number]
                    out.add(min(key, later, key=lambda one: (self.confidence[one], one)))
        return out
