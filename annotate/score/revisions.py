"""What changed in the sourcing of an article from one of its texts to the next. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal

from annotate.core import Annotation, Article
from annotate.score.echoes import Said, Source
from annotate.score.echoes.media import plain
from annotate.score.echoes.origins import NAMED
from annotate.score.model import Score

ALIKE = 0.6
"""From this share of words in common on a claim is the same claim, put otherwise."""

What = Literal[
    "claim removed", "claim added", "source removed", "source added", "source named", "source no longer named"
]

Question = Literal["accused", "reply", "headline"]
_QUESTIONS: tuple[Question, ...] = ("accused", "reply", "headline")


@dataclass(frozen=True)
class Change:
    """One thing that changed.

    Attributes:
        claim: the claim's words, in the newer text where it is still there.
        source, other: whose source it was or is; where one took the place of another, the older first.
        place, of: which source of how many it is: the second of two, in the older text where it was removed.
        left: how many sources the claim has now.
    """

    what: What
    claim: str
    central: bool
    source: Source | None = None
    other: Source | None = None
    place: int = 0
    of: int = 0
    left: int = 0


@dataclass(frozen=True)
class Answered:
    """A question about the article that people answered otherwise of the newer text."""

    question: Question
    before: str
    after: str


@dataclass(frozen=True)
class Revised:
    """From one text of an article to the next.

    Attributes:
        at: when the newer text was stored.
        before, after: both of people, or both of the machine, which gives no number.
        answers: of people alone.
    """

    old: Article
    new: Article
    at: datetime
    before: Score
    after: Score
    changes: tuple[Change, ...]
    answers: tuple[Answered, ...] = ()

    @property
    def machine(self) -> bool:
        """Whether the machine alone has read these texts."""
        return self.after.reading.origin == "machine"


def changes(
    old: Sequence[Said], new: Sequence[Said], central: frozenset[str], was_central: frozenset[str]
) -> tuple[Change, ...]:
    """What became of each claim of the older text in its order, then the claims that are new.

    A claim is known again by its words, each at most once: the pairs with most in common first.

    Args:
        central, was_central: ids of the central claims of the newer and of the older text.
    """
    pairs = _paired(old, new)
    found: list[Change] = []
    for at, one in enumerate(old):
        if at in pairs:
            other = new[pairs[at]]
            found += _sources(one, other, other.mark in central or one.mark in was_central)
        else:
            found.append(Change("claim removed", one.words, one.mark in was_central, left=len(one.sources)))
    there = set(pairs.values())
    return (
        *found,
        *(
            Change("claim added", one.words, one.mark in central, left=len(one.sources))
            for at, one in enumerate(new)
            if at not in there
        ),
    )


def answered(before: Annotation, after: Annotation) -> tuple[Answered, ...]:
    """Whether somebody is accused, what became of their reply, and how the headline fits the text.

    Of a reply nothing is said where nobody is accused any more. What one text has no answer to is not
    compared, and neither is a machine's reading, which gives none.
    """
    out = []
    for question in _QUESTIONS:
        was, is_ = before.answers.get(question), after.answers.get(question)
        if was and is_ and was != is_ and is_ != "not_applicable":
            out.append(Answered(question, was, is_))
    return tuple(out)


def same_source(one: Source, other: Source) -> bool:
    """Whether two texts speak of one source: the same words, or part of one name."""
    mine, theirs = plain(one.words), plain(other.words)
    if one.identity in NAMED and one.identity == other.identity:
        a, b = set(mine.split()), set(theirs.split())
        return a <= b or b <= a
    return mine == theirs


def unnamed(one: Source) -> bool:
    return one.identity.startswith("unnamed") or one.identity == "vague_collective"


def _paired(old: Sequence[Said], new: Sequence[Said]) -> dict[int, int]:
    before, after = ([tuple(plain(one.words).split()) for one in claims] for claims in (old, new))
    ratios = [
        (ratio, a, b)
        for a, mine in enumerate(before)
        for b, theirs in enumerate(after)
        if (ratio := _ratio(mine, theirs)) >= ALIKE
    ]
    pairs: dict[int, int] = {}
    for _, a, b in sorted(ratios, key=lambda one: (-one[0], one[1], one[2])):
        if a not in pairs and b not in pairs.values():
            pairs[a] = b
    return pairs


def _ratio(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _sources(old: Said, new: Said, central: bool) -> list[Change]:
    gone = [one for one in old.sources if not any(same_source(one, two) for two in new.sources)]
    come = [one for one in new.sources if not any(same_source(one, two) for two in old.sources)]
    left = len(new.sources)
    if len(gone) == len(come) == 1 and unnamed(gone[0]) != unnamed(come[0]):
        what: What = "source named" if unnamed(gone[0]) else "source no longer named"
        return [Change(what, new.words, central, gone[0], come[0], left=left)]
    return [
        *(_one("source removed", one, old, new, central) for one in gone),
        *(_one("source added", one, new, new, central) for one in come),
    ]


def _one(what: What, source: Source, of: Said, new: Said, central: bool) -> Change:
    place, many = of.sources.index(source) + 1, len(of.sources)
    return Change(what, new.words, central, source, place=place, of=many, left=len(new.sources))
