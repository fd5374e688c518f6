"""How an annotation in Label Studio is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Remote:
    """An annotation in one Label Studio. Its numbers are used again, so the creation time is in the key."""

    instance: str
    annotation_id: int
    created_at: datetime
