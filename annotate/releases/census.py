"""What is counted while a release is frozen, for its card."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from annotate.consensus.agreement import Read
from annotate.consensus.choices import CANNOT
from annotate.core import Annotation, Article
from annotate.releases.freeze import Frozen

SAMPLE = 1000
"""Of so many articles read twice agreement is measured; of more a sample."""


@dataclass
class Census:
    """Figures that grow with each text that is seen, and a sample of those that were read twice.

    Attributes:
        annotators: annotations by whose they are, as released.
        labels, links: of the readings, by label and type; `inferred` links nobody drew.
        attributes: of the readings, by (label, attribute, value).
        touched: marks of annotations by how they came about: `manual`, `prediction`, and so on.
        voters: texts by how many annotators their reading is made of; verdicts aside.
        characters, quoted: of all texts, and of these the marked ones.
        seconds: time spent, and on how many annotations it is known.
    """

    texts: int = 0
    annotations: int = 0
    annotators: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    attributes: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    inferred: int = 0
    touched: Counter[str] = field(default_factory=Counter)
    genres: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    campaigns: Counter[str] = field(default_factory=Counter)
    schemes: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    voters: Counter[int] = field(default_factory=Counter)
    adjudicated: int = 0
    characters: int = 0
    quoted: int = 0
    seconds: tuple[float, int] = (0.0, 0)
    published: tuple[datetime | None, datetime | None] = (None, None)
    newest: datetime | None = None
    twice: int = 0
    _sample: list[tuple[int, str, Read]] = field(default_factory=list)

    def see(self, one: Frozen) -> None:
        """Counts one text with its annotations and its reading."""
        self.texts += 1
        if one.reading.origin == "verdict":
            self.adjudicated += 1
        else:
            self.voters[one.voters] += 1
        self._see_article(one.article)
        self._see_reading(one.reading)
        for annotation in one.annotations:
            self._see_annotation(annotation)
        able = tuple(person for person in one.people if not person.answers.get(CANNOT))
        if len(able) > 1:
            self._keep(Read(one.article, able))

    def sample(self) -> list[Read]:
        """At most SAMPLE texts that two annotators or more have read, always the same of the same ones."""
        return [read for *_, read in sorted(self._sample, key=lambda kept: kept[1])]

    def _see_article(self, article: Article) -> None:
        self.characters += len(article.text)
        self.outlets[article.outlet or ""] += 1
        self.languages[article.language or ""] += 1
        if (day := article.published) is not None:
            first, last = self.published
            self.published = (min(first or day, day), max(last or day, day))

    def _see_reading(self, reading: Annotation) -> None:
        self.genres[reading.answers.get("genre", "")] += 1
        self.links.update(link.type for link in reading.links)
        self.inferred += sum(link.origin == "inferred" for link in reading.links)
        end = 0
        for mark in sorted(reading.marks, key=lambda mark: mark.span):
            self.labels[mark.label] += 1
            self.attributes.update((mark.label, name, value) for name, value in mark.attributes.items())
            self.quoted += max(0, mark.span.end - max(end, mark.span.start))
            end = max(end, mark.span.end)

    def _see_annotation(self, annotation: Annotation) -> None:
        self.annotations += 1
        self.annotators[annotation.annotator] += 1
        self.campaigns[annotation.campaign] += 1
        self.schemes[annotation.scheme] += 1
        self.origins[annotation.origin] += 1
        self.touched.update(mark.origin or "unknown" for mark in annotation.marks)
        if annotation.seconds:
            self.seconds = (self.seconds[0] + annotation.seconds, self.seconds[1] + 1)
        if (moment := annotation.updated_at) is not None:
            self.newest = max(self.newest or moment, moment)

    def _keep(self, read: Read) -> None:
        """Keeps those with the lowest hashes, which no order of coming by changes."""
        self.twice += 1
        key = f"{read.article.id}\n{read.article.revision}"
        lot = -int(sha256(key.encode()).hexdigest()[:15], 16)
        add = heapq.heappush if len(self._sample) < SAMPLE else heapq.heappushpop
        add(self._sample, (lot, key, read))
