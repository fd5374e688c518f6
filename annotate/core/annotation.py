"""One annotator's marks, links and answers on one revision of one article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from annotate.core.link import Link
from annotate.core.mark import Mark

IMPORTS = "imports"
"""The reserved campaign of annotations that came in without one."""


@dataclass(frozen=True)
class Annotation:
    """The one value that travels through detector, wire, store, consensus, score and export.

    Attributes:
        article, article_revision, text_sha256: what was read; spans refer to that very text.
        annotator: the slug of who the reading belongs to.
        signed_in_as: who was signed in when it was made, where that is known.
        campaign: its campaign's name; `imports` for those that came in without one.
        scheme: version of the scheme it was made with.
        state: `current`, `superseded` (a newer one of the same annotator stands) or `withdrawn`.
        revision: counts the contents this annotation has had, from 1.
        seconds: time spent on it, as the labelling page measured it.
        origin: `studio`, `import`, `machine`, `verdict` or `consensus`.
        answers: question to value; ratings are decimal digits, `signs` is a comma-separated list.
    """

    article: str
    annotator: str
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    article_revision: int = 1
    text_sha256: str = ""
    campaign: str = IMPORTS
    scheme: str = ""
    state: str = "current"
    revision: int = 1
    origin: str = "import"
    signed_in_as: str | None = None
    seconds: float | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    id: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Mark]:
        return {mark.id: mark for mark in self.marks}

    @cached_property
    def ordered(self) -> tuple[Mark, ...]:
        """The marks in the order of the text, of several that begin together the longest first."""
        return tuple(sorted(self.marks, key=lambda m: (m.span.start, -m.span.end, m.label, m.id)))

    def labelled(self, label: str) -> tuple[Mark, ...]:
        """The marks that carry `label`, in the order of the text."""
        return tuple(sorted((m for m in self.marks if m.label == label), key=lambda m: (m.span, m.id)))

    def linked(self, type_: str) -> tuple[Link, ...]:
        """The links of one type, in a stable order."""
        return tuple(sorted(link for link in self.links if link.type == type_))
