"""Clusters of near-identical claims, and who stands behind each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

Citation = tuple[str, str]
"""An outlet, and the outlet that it cites."""


@dataclass(frozen=True)
class Source:
    """A source as one article gives it, with the words of whoever passed it on, outermost last."""

    identity: str
    words: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """One claim of one article; `machine` where no person has read the article."""

    article: str
    outlet: str | None
    published: datetime | None
    mark: str
    words: str
    sources: tuple[Source, ...]
    machine: bool = False
    title: str | None = None

    @property
    def heading(self) -> str:
        """The title of its article; the article's id where it has none."""
        return self.title or self.article


@dataclass(frozen=True)
class Origin:
    """An original source of a cluster, by its fullest words, and the articles that give it.

    Two articles with the same words for an unnamed source count as one such source: whether it is the same
    person in both cannot be known, and is not guessed at.
    """

    identity: str
    words: str
    articles: tuple[str, ...]

    @property
    def unnamed(self) -> bool:
        return self.identity.startswith("unnamed") or self.identity == "vague_collective"


@dataclass(frozen=True)
class Echo:
    """A cluster: what several articles say in nearly the same words.

    Attributes:
        said: its claims, the earliest first, undated ones last.
        origins: where it comes from: the sources that are given, without those that are other articles here.
        unsourced: articles in which no source is given for it.
        citations: which outlet cites which for it, both having articles here.
        circle: outlets that cite each other for it, round in a circle; empty where none do.
    """

    said: tuple[Said, ...]
    origins: tuple[Origin, ...]
    unsourced: tuple[str, ...]
    citations: tuple[Citation, ...]
    circle: tuple[str, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.article for one in self.said))

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(sorted({one.outlet for one in self.said if one.outlet}))


@dataclass(frozen=True)
class Echoing:
    """All clusters that more than one article is in, those of most articles first.

    Attributes:
        claims: how many were compared; `short` of them say too little to be known again.
        people, machine: how many articles were read by people, and by the machine alone.
        citations: which outlet cites which for whatever claim, with the articles that do.
        circles: outlets that cite each other round in a circle, for whatever claims.
    """

    echoes: tuple[Echo, ...]
    claims: int
    short: int
    people: int
    machine: int
    citations: Mapping[Citation, tuple[str, ...]]
    circles: tuple[tuple[str, ...], ...]
