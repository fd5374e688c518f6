"""A typed, directed link between two marks of one annotation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """`from_id` and `to_id` are mark ids of the same annotation.

    `origin` is `inferred` where nobody drew the link and sync worked it out from what stands nearest;
    None where it was drawn.
    """

    type: str
    from_id: str
    to_id: str
    origin: str | None = None
