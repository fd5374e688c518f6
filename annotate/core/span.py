"""A stretch of an article's canonical text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` to `end` (exclusive) of a text; never empty.

    Raises:
        ValueError: when the two ends do not make a stretch of at least one character.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]

    def shared(self, other: Span) -> int:
        """How many characters both spans cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def overlaps(self, other: Span) -> bool:
        return self.shared(other) > 0

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def crosses(self, other: Span) -> bool:
        """Whether they overlap and neither contains the other."""
        return self.overlaps(other) and not self.contains(other) and not other.contains(self)

    def iou(self, other: Span) -> float:
        """Intersection over union in characters, 0 to 1 (the Jaccard index)."""
        both = self.shared(other)
        return both / (len(self) + len(other) - both)
