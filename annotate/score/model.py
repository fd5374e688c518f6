"""What a score is: the number with everything that explains it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from annotate.core import Annotation
from annotate.score.ledger import Ledger


@dataclass(frozen=True)
class Contribution:
    """What one criterion gave.

    Attributes:
        name: coverage, strength, corroboration, breadth or reply (or a team's own).
        value: 0 to 1, or None where the criterion does not apply to this article.
        weight: as the rubric has it; the weights of those that apply share 100 points.
        points: its part of the score before any gate; the points of all criteria add up to that.
        reason: one sentence for the reader.
        marks: ids of the reading's marks that cost the most here, in the order of the text.
    """

    name: str
    value: float | None
    weight: int
    points: float
    reason: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gate:
    """A cap that holds for this article, whether or not it bites; `marks` are those that brought it on."""

    name: str
    cap: int
    reason: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Raise:
    """A change to the text that would lift the score by `points`, found by scoring the changed reading."""

    action: str
    marks: tuple[str, ...]
    points: int


@dataclass(frozen=True)
class Reader:
    """One annotator's own reading, scored alone; None where it gives no number."""

    annotator: str
    score: int | None


@dataclass(frozen=True)
class Plain:
    """A score without its interval: what two rubrics are compared by. Fields as in `Score`."""

    score: int | None
    criteria: tuple[Contribution, ...]
    gates: tuple[Gate, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """How well sourced one article is, why, and how sure that is. It says nothing about truth.

    Attributes:
        score: 0 to 100, or None where `missing` says why there is no number; then criteria, gates and
            raises are empty.
        low, high: ends of the 90 % interval, low <= score <= high; None without a score, and where
            `held_by` names the gate at which more than half of the draws lie.
        band: very thin, thin, mixed, solid or strong, or two of them ("thin to mixed").
        provisional: True while one annotator alone has read the article.
        annotators: how many readings went in.
        rubric, scheme: versions it was made with.
        reading_sha256: content hash of the reading; the same reading gives the same score.
        ungated: the sum of the criteria's points, before the gates.
        disagreement: name of the table that the interval was drawn from.
        made_from: gives `reading`, which a score out of the cache is not decoded for until somebody asks.
        readers: each annotator's own score.
        ledger: what is shown beside the score and is no part of it.
    """

    article: str
    article_revision: int
    score: int | None
    low: int | None
    high: int | None
    band: str | None
    provisional: bool
    annotators: int
    rubric: str
    scheme: str
    reading_sha256: str
    criteria: tuple[Contribution, ...]
    gates: tuple[Gate, ...]
    missing: tuple[str, ...]
    raises: tuple[Raise, ...]
    made_from: Callable[[], Annotation] = field(compare=False, repr=False)
    readers: tuple[Reader, ...]
    ledger: Ledger
    ungated: int | None = None
    held_by: str | None = None
    disagreement: str = ""

    @cached_property
    def reading(self) -> Annotation:
        """The merged annotation that all mark ids refer to."""
        return self.made_from()
