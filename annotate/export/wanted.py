"""Which annotations are to be written, and how much of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from annotate.core import Annotation


@dataclass(frozen=True)
class Wanted:
    """A choice; what is empty or None chooses nothing out.

    Attributes:
        campaign: only this campaign's annotations.
        history: every content that an annotation has had; else the current ones alone.
        annotators: only those of these annotators, by slug.
        origins: only those of these origins, such as `verdict` for what was adjudicated.
        since: only those whose content is from this moment or later; those of no known time are not.
        labels: of each annotation only the marks with these labels and the links between them.
    """

    campaign: str | None = None
    history: bool = False
    annotators: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    since: datetime | None = None
    labels: frozenset[str] = frozenset()

    def takes(self, annotation: Annotation) -> bool:
        """Whether the annotation is to be written."""
        if self.annotators and annotation.annotator not in self.annotators:
            return False
        if self.origins and annotation.origin not in self.origins:
            return False
        moment = annotation.updated_at or annotation.created_at
        return self.since is None or (moment is not None and moment >= self.since)

    def part(self, annotation: Annotation) -> Annotation:
        """What of it is to be written; that may be an annotation without a mark."""
        if not self.labels:
            return annotation
        marks = tuple(mark for mark in annotation.marks if mark.label in self.labels)
        ids = {mark.id for mark in marks}
        links = tuple(link for link in annotation.links if {link.from_id, link.to_id} <= ids)
        return replace(annotation, marks=marks, links=links)
