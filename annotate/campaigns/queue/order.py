"""An order over articles by what a lead asks for, with the reason for every place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from annotate.campaigns.queue.facts import Expected, Uncertainty
from annotate.campaigns.queue.spread import spread
from annotate.core.errors import UsageError

CRITERIA = {
    "import": "the order in which articles were added",
    "uncertainty": "the less sure the machine is of its marks, the sooner",
    "disagreement": "the more two readers are expected to differ, the sooner",
    "value": "the higher the news value that you gave, the sooner",
    "diversity": "near-duplicates are kept apart",
}
"""Name to what it means. The first that tells two articles apart decides, `import` at last."""

APART = 10
"""From one near-duplicate to the next, in articles, as far as there are others."""


@dataclass(frozen=True)
class Fact:
    """What is known of an article that can be served.

    Attributes:
        added: its place in the order in which articles were added; `added_at` says when in words.
        value: the lead's, 1 to 5; None where none was given.
        group: the first article of its near-duplicates, itself where there are none.
    """

    article: str
    added: int
    added_at: str = ""
    value: int | None = None
    uncertainty: Uncertainty | None = None
    expected: Expected | None = None
    group: str = ""


@dataclass(frozen=True)
class Place:
    """Where an article stands in a desk's queue, from 1, and why.

    Attributes:
        decided_by: what puts it behind the one before it; None for the first.
        why: each criterion in words, in the order asked for.
    """

    place: int
    article: str
    decided_by: str | None
    why: tuple[str, ...] = field(default=())


def parse_queue(text: str) -> tuple[str, ...]:
    """`value,uncertainty` as names; no name twice.

    Raises:
        UsageError: when one is none of `CRITERIA`.
    """
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = next((name for name in names if name not in CRITERIA), None)
    if unknown is not None or not names:
        raise UsageError(f"nothing is served by {unknown or text!r}", f"choose of {', '.join(CRITERIA)}")
    return names


def order(facts: Sequence[Fact], queue: Sequence[str], first: Collection[str] = ()) -> list[Place]:
    """The places of all articles.

    Args:
        queue: names of `CRITERIA`.
        first: articles that come before all others, whatever the queue, such as those of a qualification.
    """
    names = [name for name in queue if name not in ("import", "diversity")]
    by_id = {one.article: one for one in facts}
    ordered = sorted(facts, key=lambda one: (one.article not in first, *_key(one, names)))
    ids = [one.article for one in ordered]
    if "diversity" in queue:
        ids = spread(ids, {one.article: one.group or one.article for one in facts}, APART)
    was = {one.article: at for at, one in enumerate(ordered, 1)}
    places: list[Place] = []
    for at, id_ in enumerate(ids, 1):
        one, before = by_id[id_], by_id[ids[at - 2]] if at > 1 else None
        decided = None if before is None else _decided_by(before, one, names, first, moved=at != was[id_])
        why = [*_why(one, queue, first), *_moved(one, at, was[id_], ids, by_id)]
        places.append(Place(at, id_, decided, tuple(why)))
    return places


def _key(one: Fact, names: Sequence[str]) -> tuple[float, ...]:
    return (*(-_value(one, name) for name in names), one.added)


def _value(one: Fact, name: str) -> float:
    """To two decimals: what nobody could see in the explanation decides nothing."""
    if name == "value":
        return one.value or 0
    fact = one.uncertainty if name == "uncertainty" else one.expected
    return 0.0 if fact is None else round(fact.value, 2)


def _decided_by(before: Fact, one: Fact, names: Sequence[str], first: Collection[str], *, moved: bool) -> str:
    if before.article in first and one.article not in first:
        return "qualification"
    decided = next((name for name in names if _value(before, name) != _value(one, name)), "import")
    ahead = _key(before, names) < _key(one, names)
    return "diversity" if moved and not ahead else decided


def _why(one: Fact, queue: Sequence[str], first: Collection[str]) -> list[str]:
    said: Mapping[str, object] = {
        "import": f"added {one.added_at}".strip(),
        "value": "no news value" if one.value is None else f"news value {one.value} of 5",
        "uncertainty": one.uncertainty,
        "disagreement": one.expected,
    }
    lead = ["qualification: before all others"] if one.article in first else []
    asked = [str(said[name]) for name in queue if said.get(name) is not None]
    return [*lead, *asked, *([str(said["import"])] if "import" not in queue else [])]


def _moved(one: Fact, at: int, was: int, ids: Sequence[str], facts: Mapping[str, Fact]) -> list[str]:
    twin = next((id_ for id_ in reversed(ids[: at - 1]) if facts[id_].group == one.group), None)
    if twin is None or at <= was:
        return []
    return [f"moved back from place {was}: a near-duplicate of {twin}"]


def ranks(places: Sequence[Place]) -> Mapping[str, float]:
    """Article to the score that its prediction carries: Label Studio serves the lowest first."""
    return {one.article: float(one.place) for one in places}
