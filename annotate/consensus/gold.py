"""How an annotator stands: readings of adjudicated articles, held against their verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from annotate.consensus.against import Against, Tally, total
from annotate.core import Annotation, Article

LEAST_FOR_DRIFT = 4
"""Below as many gold articles, halves of them say nothing."""


@dataclass(frozen=True)
class Result:
    """One gold article that an annotator has read.

    Attributes:
        purpose: `qualification` or `hidden`.
        key: the verdict that the reading is held against.
        at: when the reading was last changed.
    """

    annotator: str
    purpose: str
    article: Article
    reading: Annotation
    key: Annotation
    at: datetime | None
    held: Against


@dataclass(frozen=True)
class Standing:
    """How an annotator stands, in the order of time.

    Attributes:
        pending: gold articles that were served and have not come back, or whose text has no verdict now.
    """

    annotator: str
    results: tuple[Result, ...]
    pending: int

    def of(self, purpose: str) -> Tally:
        return _tally(one for one in self.results if one.purpose == purpose)

    @property
    def whole(self) -> Tally:
        return _tally(self.results)

    @property
    def by_topic(self) -> Mapping[str, Tally]:
        """Each label, attribute, link and answer over all results."""
        tallies: dict[str, Tally] = defaultdict(Tally)
        for one in self.results:
            for topic, tally in one.held.tallies.items():
                tallies[topic] += tally
        return tallies

    @property
    def drift(self) -> float | None:
        """Accuracy over the later half of the results less that over the earlier one.

        With an odd number the middle one counts in neither. None below four results.
        """
        half = len(self.results) // 2
        if len(self.results) < LEAST_FOR_DRIFT:
            return None
        early, late = (_tally(part).accuracy for part in (self.results[:half], self.results[-half:]))
        return None if early is None or late is None else late - early


def _tally(results: Iterable[Result]) -> Tally:
    return total(one.held.whole for one in results)
