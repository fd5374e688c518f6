"""How often another group of readers would have chosen otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import comb, sqrt
from pathlib import Path
from typing import Any

import numpy as np

from annotate.core import toml
from annotate.score.arrays import Floats

Confusion = Mapping[str, Mapping[str, float]]
"""Value chosen to value another reader chose to chance; what is left to 1 stays."""


@dataclass(frozen=True)
class Disagreement:
    """Rates at which one reader differs from another.

    Attributes:
        name: what the report calls it, such as "shipped" or a campaign's name.
        attributes: by attribute.
        links: chance that another reader did not draw it, by type of link.
        central: chance that another reader took another claim for a central one.
    """

    name: str
    attributes: Mapping[str, Confusion]
    links: Mapping[str, float]
    central: float

    def table(self, attribute: str, values: tuple[str, ...], readers: int) -> Floats:
        """(values, values): row by row the chances for what another group of `readers` would choose."""
        out = np.eye(len(values))
        for chosen, others in self.attributes.get(attribute, {}).items():
            rates = {o: r for o, r in others.items() if r > 0 and chosen in values and o in values}
            whole = sum(rates.values())
            for other, rate in rates.items():
                part = group_rate(whole, readers) * rate / whole
                out[values.index(chosen), values.index(other)] = part
                out[values.index(chosen), values.index(chosen)] -= part
        return out


def group_rate(rate: float, readers: int) -> float:
    """The rate at which one group's choice differs from another group's.

    Two readers who each slip with chance q differ with chance 2q(1-q). A group of three or more slips only
    when its majority does (the binomial tail; Condorcet); two readers slip like one, for a tie is decided
    against the article.
    """
    slip = (1 - sqrt(1 - 2 * min(rate, 0.5))) / 2
    if readers > 2:
        need = readers // 2 + 1
        slip = sum(comb(readers, k) * slip**k * (1 - slip) ** (readers - k) for k in range(need, readers + 1))
    return 2 * slip * (1 - slip)


def drop_rate(rate: float, readers: int, *, by_more_than_half: bool) -> float:
    """The chance that a group keeps no link that each of its readers draws with chance 1 - `rate`.

    A link is kept when at least half of the group drew it, one of `same_claim` when more than half did.
    """
    least = readers // 2 + 1 if by_more_than_half else (readers + 1) // 2
    return sum(comb(readers, k) * (1 - rate) ** k * rate ** (readers - k) for k in range(least))


def load_disagreement(path: Path) -> Disagreement:
    """Reads a table such as config/rubrics/disagreement.toml, which says what each part means.

    Raises:
        UsageError: when the file is missing, is not TOML or is not such a table; says where.
    """
    return toml.read(path, "disagreement table", parse_disagreement)


def parse_disagreement(data: Mapping[str, Any]) -> Disagreement:
    """A table from the parsed TOML."""
    rest = {name: value for name, value in data.items() if name not in ("name", "links", "central")}
    return Disagreement(data["name"], rest, data["links"], data["central"]["moved"])
