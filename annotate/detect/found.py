"""What was found in one paragraph, by rules or by a model: attributions, and spans that stand alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotate.detect.attribution import Attribution
from annotate.detect.sources import Range

Sure = Mapping[tuple[str, Range], float]
"""Label and token range of spans, and how sure each of them is, 0 to 1."""


@dataclass(frozen=True)
class Found:
    """`alone` are spans in no attribution: an assertion without a cue, a cue without an assertion."""

    attributions: Sequence[Attribution]
    alone: Sure = field(default_factory=dict)

    def is_told(self, range_: Range) -> bool:
        """Whether an assertion that stands alone is on some of these words."""
        told = (one for label, one in self.alone if label == "ASSERTION")
        return any(start < range_[1] and range_[0] < end for start, end in told)
