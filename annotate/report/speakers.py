"""The ledger of sources: who speaks, how often, named or not, for which side, and why unnamed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotate.report.words import chosen, clip
from annotate.scheme import Scheme
from annotate.score import Score

UNNAMED = ("unnamed_described", "unnamed_bare")


@dataclass(frozen=True)
class Heard:
    """One source of an article, all its mentions taken together.

    Attributes:
        name: the words of its fullest mention.
        identity, standing: in the scheme's words.
        reason: for anonymity; None where the source is not unnamed.
        claims: the margin's numbers of what is attributed to it.
    """

    name: str
    identity: str
    standing: str
    reason: str | None
    mentions: int
    claims: tuple[int, ...]


def heard(score: Score, numbers: Mapping[str, int], scheme: Scheme) -> tuple[Heard, ...]:
    """Every source, those with most claims first; `numbers` of the margin by assertion."""
    return tuple(
        Heard(
            name=clip(one.name, 80),
            identity=chosen(scheme, "identity", one.identity) or "not chosen",
            standing=chosen(scheme, "standing", one.standing) or "not chosen",
            reason=_reason(one.reason) if one.identity in UNNAMED else None,
            mentions=len(one.mentions),
            claims=tuple(sorted(numbers[id_] for id_ in one.assertions if id_ in numbers)),
        )
        for one in score.ledger.speakers
    )


def _reason(reason: str | None) -> str:
    return f"{reason} reason" if reason not in (None, "none") else "no reason printed"
