"""A pilot: a few articles by all annotators, and whether a desk is ready for more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from annotate.campaigns.agreement import readings
from annotate.campaigns.work import work_done
from annotate.consensus.agreement import Line, Statistic, agreement, worst
from annotate.consensus.work import Done, not_inflated
from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.store import Articles, Campaigns, Store

ARTICLES = 5
"""How many a pilot has."""

LINES = 5
"""How many lines of the guidelines are named."""

SPANS, IDENTITY = "SOURCE", "SOURCE.identity"


@dataclass(frozen=True)
class Limits:
    """What a go asks for: agreement on sources of at least `alpha`, at most so many minutes an article."""

    alpha: float = 0.67
    minutes: float = 20.0


@dataclass(frozen=True)
class Gate:
    """One thing that a go asks for.

    Attributes:
        value: None where it cannot be told: nothing varied, or nobody has three timers.
        asked: `least` or `most` of the limit.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    asked: str
    limit: float
    holds: bool


@dataclass(frozen=True)
class Pilot:
    """What came of a pilot.

    Attributes:
        missing: what is still to be read, in words; there is no verdict before it is.
        minutes: annotator to the minutes of the median article, without inflated timers.
        alpha_u: label to agreement on where marks lie; `alpha` on what was chosen of those both made.
        lines: of the guidelines, those that should have settled most of what differs.
    """

    campaign: str
    annotators: tuple[str, ...]
    articles: int
    missing: tuple[str, ...]
    gates: tuple[Gate, ...]
    minutes: Mapping[str, float | None]
    alpha_u: Mapping[str, Statistic]
    alpha: Mapping[str, Statistic]
    lines: tuple[Line, ...]

    @property
    def verdict(self) -> str:
        """`go`, `no-go`, or `not yet`: before all is read, and where a figure cannot be told."""
        if self.missing or any(gate.value is None for gate in self.gates):
            return "not yet"
        return "go" if all(gate.holds for gate in self.gates) else "no-go"

    def to_json(self) -> dict[str, Any]:
        return {"verdict": self.verdict, **asdict(self)}


def chosen(store: Store, number: int = ARTICLES) -> tuple[str, ...]:
    """Articles that stand for all that are stored: evenly spaced when these are ordered by length.

    Raises:
        UsageError: when fewer are stored.
    """
    with store.session(read_only=True) as session:
        ordered = sorted((len(one.text), one.id) for one in Articles(session).all())
    if len(ordered) < number:
        raise UsageError(
            f"a pilot has {number} articles, and {len(ordered)} are stored", "see: annotate articles add"
        )
    return tuple(sorted(ordered[(2 * at + 1) * len(ordered) // (2 * number)][1] for at in range(number)))


def pilot(store: Store, scheme: Scheme, guidelines: str, campaign: str, limits: Limits) -> Pilot:
    """What the annotators of a campaign have made of its articles so far.

    Raises:
        UsageError: when there is no such campaign.
    """
    read = readings(store, scheme, campaign)
    found = agreement(read.read, read.scheme).overall
    done, _ = work_done(store, scheme, campaign)
    minutes = _minutes(done)
    timers = [minute for of in minutes.values() for minute in of]
    return Pilot(
        campaign=campaign,
        annotators=tuple(minutes),
        articles=found.articles,
        missing=_missing(store, campaign, found.articles),
        gates=(
            _at_least("where sources are (alpha u)", found.alpha_u[SPANS], limits.alpha),
            _at_least("who they are (alpha of identity)", found.alpha[IDENTITY], limits.alpha),
            _at_most("minutes an article (median)", timers, limits.minutes),
        ),
        minutes={name: round(median(of), 1) if of else None for name, of in minutes.items()},
        alpha_u=found.alpha_u,
        alpha=found.alpha,
        lines=worst(read.read, read.scheme, guidelines).lines[:LINES],
    )


def _minutes(done: Sequence[Done]) -> dict[str, list[float]]:
    """Each annotator's minutes an article, without timers that ran on while nobody worked."""
    people = sorted({one.reading.annotator for one in done})
    own = {name: [one for one in done if one.reading.annotator == name] for name in people}
    return {name: [seconds / 60 for seconds, _ in not_inflated(of)] for name, of in own.items()}


def _at_least(name: str, one: Statistic, limit: float) -> Gate:
    holds = one.value is not None and one.value >= limit
    return Gate(name, one.value, one.low, one.high, one.n, "least", limit, holds)


def _at_most(name: str, timers: Sequence[float], limit: float) -> Gate:
    value = round(median(timers), 1) if timers else None
    holds = value is not None and value <= limit
    return Gate(name, value, None, None, len(timers), "most", limit, holds)


def _missing(store: Store, campaign: str, double: int) -> tuple[str, ...]:
    """Who has still to read how many articles, and who has skipped some."""
    with store.session(read_only=True) as session:
        given = Campaigns(session).assignments(campaign)
    out = []
    for name in sorted({one.annotator for one in given}):
        states = [one.state for one in given if one.annotator == name and one.state != "done"]
        if states:
            skipped = states.count("skipped")
            out.append(f"{name}: {len(states)} to read" + (f", {skipped} of them skipped" if skipped else ""))
    return tuple(out) or (() if double else ("no article has been read by two annotators",))
