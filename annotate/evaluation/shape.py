"""What is compared: units of both sides in one text, whatever they were written down as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from annotate.core import Span
from annotate.detect.attributed import LINKS


@dataclass(frozen=True)
class Unit:
    """One mark. Each of its `parts` counts once; most have one.

    `span` is what it covers from its first character to its last, `sure` the machine's confidence.
    """

    id: str
    label: str
    parts: tuple[Span, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    sure: float | None = None

    @property
    def span(self) -> Span:
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(frozen=True)
class Side:
    """All units of one text, and links (type, id, id) between them."""

    units: tuple[Unit, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Unit]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def attributed(self) -> frozenset[str]:
        """The units that some attribution begins at."""
        return frozenset(one for type_, one, _ in self.links if type_ in LINKS)

    def pieces(self, label: str) -> list[Span]:
        """The parts of all units of a label; the same stretch counts once."""
        return sorted({part for unit in self.units if unit.label == label for part in unit.parts})
