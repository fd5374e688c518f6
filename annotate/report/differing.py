"""What the readers of an article differ on where it matters: around the claims that the article rests on."""

from __future__ import annotations

from dataclasses import dataclass

from annotate.consensus.agreement.differences import EDGES
from annotate.consensus.agreement.words import choice, topic
from annotate.consensus.contest import Contest, Point
from annotate.core import Span
from annotate.report.words import clip
from annotate.scheme import Scheme


@dataclass(frozen=True)
class Differing:
    """One thing that readers chose otherwise, in words: each choice with who made it."""

    what: str
    words: str
    where: Span
    choices: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def said(self) -> str:
        """`ada: Named person; bob: Metonym`."""
        return "; ".join(f"{' and '.join(who)}: {chosen}" for chosen, who in self.choices)


def differing(contest: Contest, scheme: Scheme) -> tuple[Differing, ...]:
    """What touches a central claim, in the order of the text; where a mark's edges lie matters little."""
    return tuple(_differing(one, scheme) for one in contest.central if not one.topic.endswith(EDGES))


def _differing(one: Point, scheme: Scheme) -> Differing:
    choices = [(choice(one.topic, value, scheme), who) for value, who in one.choices.items()]
    return Differing(
        topic(one.topic, scheme), clip(one.words, 120), one.where, tuple(sorted(choices, key=lambda c: c[1]))
    )
