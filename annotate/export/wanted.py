"""Which annotations are to be written, and how much of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from annotate.core import Annotation
from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.store import Annotators, Campaigns, Session


@dataclass(frozen=True)
class Wanted:
    """A choice; what is empty or None chooses nothing out.

    Attributes:
        campaign: only this campaign's annotations.
        history: every content that an annotation has had; else the current ones alone.
        annotators: only those of these annotators, by slug.
        origins: only those of these origins, such as `verdict` for what was adjudicated.
        states: only contents in these states, an earlier one being superseded; else `history` says.
        since, until: only those whose content is from this moment or later, and from before that one; those
            of no known time are not.
        labels: of each annotation only the marks with these labels and the links between them.
        adjudicated: only those of texts on which a verdict stands.
        min_agreement: only those of texts on which at least two people agree as far as this, 0 to 1.
        readings: what annotators read, the consensus that is merged from it, or both.
    """

    campaign: str | None = None
    history: bool = False
    annotators: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    labels: frozenset[str] = frozenset()
    adjudicated: bool = False
    min_agreement: float | None = None
    readings: str = "annotators"

    def takes(self, annotation: Annotation) -> bool:
        """Whether the annotation is chosen by what is known of it alone, whatever its state."""
        if self.annotators and annotation.annotator not in self.annotators:
            return False
        if self.origins and annotation.origin not in self.origins:
            return False
        return self._in_time(annotation)

    def in_state(self, annotation: Annotation) -> bool:
        """Whether it is in a state that is asked for."""
        return not self.states or annotation.state in self.states

    @property
    def beyond_current(self) -> bool:
        """Whether other contents than the current ones may be asked for."""
        return self.history or bool(self.states - {"current"})

    def part(self, annotation: Annotation) -> Annotation:
        """What of it is to be written; that may be an annotation without a mark."""
        if not self.labels:
            return annotation
        marks = tuple(mark for mark in annotation.marks if mark.label in self.labels)
        ids = {mark.id for mark in marks}
        links = tuple(link for link in annotation.links if {link.from_id, link.to_id} <= ids)
        return replace(annotation, marks=marks, links=links)

    def _in_time(self, annotation: Annotation) -> bool:
        moment = annotation.updated_at or annotation.created_at
        if moment is None:
            return self.since is None and self.until is None
        return (self.since is None or moment >= self.since) and (self.until is None or moment < self.until)


def require_known(session: Session, wanted: Wanted, scheme: Scheme) -> None:
    """Holds the names in a choice against what there is.

    Raises:
        UsageError: naming the campaign, annotator or label that there is none of.
    """
    if wanted.campaign is not None:
        Campaigns(session).known(wanted.campaign)
    for slug in sorted(wanted.annotators):
        if Annotators(session).get(slug) is None:
            raise UsageError(f"no annotator {slug!r}", "see: annotate annotators list")
    require_labels(wanted, scheme)


def require_labels(wanted: Wanted, scheme: Scheme) -> None:
    """Raises UsageError, naming the labels there are, when one is asked for that the scheme has not."""
    for label in sorted(wanted.labels - scheme.label_by_name.keys()):
        known = ", ".join(scheme.label_by_name)
        raise UsageError(f"the scheme has no label {label!r}", f"there are: {known}")
