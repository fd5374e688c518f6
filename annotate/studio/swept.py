"""What a sweep found."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Swept:
    """Counts of annotations, and what the lead should look at.

    Attributes:
        new, changed, withdrawn, unchanged: by what became of them here; a skip is none of them.
        quarantined: could not be taken, kept with the reason.
        dropped: links, attributes, answers and doubled marks left out of those that were taken.
        left_out: what was not read: annotations of removed articles, campaigns of another scheme, desks that
            are not open.
        pending_drafts: tasks with work on them that was not submitted.
        notes: each names the desk or the article; nothing was changed for it.
    """

    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    quarantined: int = 0
    dropped: int = 0
    left_out: int = 0
    pending_drafts: int = 0
    notes: tuple[str, ...] = ()

    def __add__(self, other: Swept) -> Swept:
        return Swept(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def to_json(self) -> dict[str, int | list[str]]:
        """The contract's object; `notes` is added to it."""
        counts = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**counts, "notes": list(self.notes)}
