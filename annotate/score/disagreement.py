"""How often another group of readers would have chosen otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from annotate.core import toml
from annotate.scheme.order import LOWEST_FIRST
from annotate.score.arrays import Floats
from annotate.score.groups import another_group, another_presence

Confusion = Mapping[str, Mapping[str, float]]
"""Value chosen to value another reader chose to chance; what is left to 1 stays."""

_TABLES = ("marks", "links", "invented")


@dataclass(frozen=True)
class Disagreement:
    """Rates at which one reader differs from another.

    Attributes:
        name: what the report calls it, such as "shipped" or a campaign's name.
        attributes: by attribute of a mark, `weight` among them, and by answer.
        marks: chance that another reader did not make it, by label.
        links: chance that another reader did not draw it, by type of link.
        invented: for `marks` and `links`, the part of those chances that is due to things most readers do
            not see, and not to things that one missed.
    """

    name: str
    attributes: Mapping[str, Confusion]
    links: Mapping[str, float]
    marks: Mapping[str, float]
    invented: Mapping[str, float]

    def table(self, attribute: str, readers: int) -> Floats:
        """(values, values): row by row the chances for what another group of `readers` would choose.

        Values are in the order of `LOWEST_FIRST`.
        """
        known = self._groups.get((attribute, readers))
        if known is None:
            known = another_group(self._pairwise(attribute), readers)
            self._groups[attribute, readers] = known
        return known

    def lost(self, links: str, readers: int) -> float:
        """The chance that another group of `readers` has not a link of this type that the reading has."""
        return another_presence(
            self.links.get(links, 0.0),
            self.invented.get("links", 0.0),
            readers,
            by_more_than_half=links == "same_claim",
        )

    def unmarked(self, label: str, readers: int) -> float:
        """The same for marks of a label."""
        return another_presence(
            self.marks.get(label, 0.0), self.invented.get("marks", 0.0), readers, by_more_than_half=False
        )

    @cached_property
    def _groups(self) -> dict[tuple[str, int], Floats]:
        """What `table` worked out before."""
        return {}

    def _pairwise(self, attribute: str) -> Floats:
        values = LOWEST_FIRST[attribute]
        out = np.eye(len(values))
        for chosen, others in self.attributes.get(attribute, {}).items():
            for other, rate in others.items():
                if chosen in values and other in values:
                    out[values.index(chosen), values.index(other)] = rate
        np.fill_diagonal(out, 0.0)
        np.fill_diagonal(out, 1 - out.sum(axis=1))
        return out


def load_disagreement(path: Path) -> Disagreement:
    """Reads a table such as config/rubrics/disagreement.toml, which says what each part means.

    Raises:
        UsageError: when the file is missing, is not TOML or is not such a table; says where.
    """
    return toml.read(path, "disagreement table", parse_disagreement)


def parse_disagreement(data: Mapping[str, Any]) -> Disagreement:
    """A table from the parsed TOML."""
    rest = {name: value for name, value in data.items() if name not in ("name", *_TABLES)}
    return Disagreement(data["name"], rest, data["links"], data["marks"], data["invented"])
