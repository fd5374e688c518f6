"""A typed, directed link between two marks of one annotation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """`from_id` and `to_id` are mark ids of the same annotation.

    `origin` is `inferred` where nobody drew the link and sync worked it out from what stands nearest;
    None where it was drawn.
    """

    type: str
    from_id: str
    to_id: str
    origin: str | None = None

    def __lt__(self, other: Link) -> bool:
        """By type, then by ends: the stable order in which links are written."""
        return self._key < other._key

    @property
    def _key(self) -> tuple[str, str, str, str]:
        return (self.type, self.from_id, self.to_id, self.origin or "")
