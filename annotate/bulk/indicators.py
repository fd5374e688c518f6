"""What a machine reading says of an article's sourcing without anybody's judgement: shares, never a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotate.core import Annotation, Article, Mark

UNNAMED = frozenset({"unnamed_described", "unnamed_bare"})
VAGUE = "vague_collective"


@dataclass(frozen=True)
class Indicators:
    """Counts and shares of one machine reading.

    A claim is an ASSERTION that is no common knowledge and does not lie in NOISE. Each belongs to one of four
    kinds: identified (some source of it is named, a document, a record, …), unnamed (no better than somebody
    without a name), vague (nobody whom one could ask), unattributed (no source at all). The last three are
    the shares here, 0 to 1; None in an article without claims.

    Attributes:
        words: of the whole text, divided by blanks.
        noise: characters that are not the article, as a share of all.
    """

    words: int
    noise: float
    claims: int
    unattributed: float | None
    unnamed: float | None
    vague: float | None


def indicators(article: Article, reading: Annotation) -> Indicators:
    """The indicators of `reading`, which is of `article`."""
    noise = reading.labelled("NOISE")
    claims = [one for one in reading.labelled("ASSERTION") if _counts(one, noise)]
    sources = _identities(reading)
    kinds = [_kind(sources.get(claim.id, frozenset())) for claim in claims]
    return Indicators(
        words=len(article.text.split()),
        noise=_share(sum(len(one.span) for one in noise), len(article.text)) or 0.0,
        claims=len(claims),
        unattributed=_share(kinds.count("unattributed"), len(kinds)),
        unnamed=_share(kinds.count("unnamed"), len(kinds)),
        vague=_share(kinds.count("vague"), len(kinds)),
    )


def _counts(claim: Mark, noise: tuple[Mark, ...]) -> bool:
    return claim.get("kind") != "common" and not any(one.span.contains(claim.span) for one in noise)


def _identities(reading: Annotation) -> Mapping[str, frozenset[str | None]]:
    """Each assertion's sources, as what they are."""
    out: dict[str, frozenset[str | None]] = {}
    for link in reading.linked("attributed_to"):
        identity = reading.by_id[link.to_id].get("identity")
        out[link.from_id] = out.get(link.from_id, frozenset()) | {identity}
    return out


def _kind(identities: frozenset[str | None]) -> str:
    """What the best source of a claim is."""
    if not identities:
        return "unattributed"
    if identities - UNNAMED - {VAGUE}:
        return "identified"
    return "unnamed" if identities & UNNAMED else "vague"


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
