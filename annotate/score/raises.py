"""What would raise a score most: changes to the text, each scored as if it had been made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from annotate.core import Mark, Span
from annotate.score.arrays import Ints
from annotate.score.model import Raise
from annotate.score.plan import ACCUSED, IDENTITIES, REASONS, REPLIES, STANDINGS, Choices, Plan
from annotate.score.rubric import Rubric
from annotate.score.sources import ranks
from annotate.score.total import Total, total

SHOWN = 5
"""How many are worth showing."""


@dataclass(frozen=True)
class Change:
    """A change to the text.

    Attributes:
        how: source (the assertions in `rows` get a new one), name or reason (the sources in `rows` get it),
            or reply.
    """

    how: str
    action: str
    rows: tuple[int, ...] = ()


def raises(plan: Plan, own: Choices, found: Total, rubric: Rubric) -> tuple[Raise, ...]:
    """The changes that lift the score, most points first; of equal ones the smaller change first."""
    changes = list(_changes(found))
    if not changes:
        return ()
    wider, choices = _room_for_a_source(plan, own, len(changes))
    points = total(wider, _changed(choices, changes, plan), rubric).points - int(found.points[0])
    gains = [_gain(c, int(p), plan) for c, p in zip(changes, points, strict=True) if p > 0]
    return tuple(sorted(gains, key=lambda one: (-one.points, len(one.marks)))[:SHOWN])


def _gain(change: Change, points: int, plan: Plan) -> Raise:
    marks = plan.assertions if change.how == "source" else plan.sources
    return Raise(change.action, tuple(marks[row].id for row in change.rows), points)


def _changes(found: Total) -> Iterator[Change]:
    seen = found.seen
    central = [int(at) for at in np.flatnonzero(seen.central[:, 0])]
    sourced = seen.any(seen.counts)[:, 0]
    without, weak = [at for at in central if not sourced[at]], [at for at in central if sourced[at]]
    speakers = _unnamed_speakers(found)
    yield from _each_and_all("source", "Give an identifiable source with no stake for", without)
    yield from _each_and_all("source", "Add a second, identifiable source with no stake for", weak)
    yield from _each_and_all("name", "Name", speakers)
    yield from _each_and_all("reason", "Say why anonymity was given to", speakers)
    accused = seen.choices.accused[0, 0] != ACCUSED.index("no")
    if accused and REPLIES[seen.choices.reply[0, 0]] in ("none", "prior_position"):
        yield Change("reply", "Ask the accused and print the reply, or that they declined.")


def _each_and_all(how: str, action: str, rows: list[int]) -> Iterator[Change]:
    what = "claim" if how == "source" else "source"
    for row in rows:
        yield Change(how, f"{action} this {what}.", (row,))
    if len(rows) > 1:
        yield Change(how, f"{action} each of these {len(rows)} {what}s.", tuple(rows))


def _unnamed_speakers(found: Total) -> list[int]:
    """The fullest mention of each unnamed or vague speaker that an assertion rests on."""
    seen, given = found.seen, found.seen.given
    weak = seen.unnamed & (seen.weight.ravel()[given.claim] > 0)
    label, told = seen.speakers.label[:, 0], ranks(seen.choices, seen.rubric)[:, 0]
    return sorted(int(np.where(label == one, told, -1).argmax()) for one in set(given.speaker[weak].tolist()))


def _room_for_a_source(plan: Plan, own: Choices, draws: int) -> tuple[Plan, Choices]:
    """The plan with one more source, identifiable and without a stake, that no assertion rests on yet."""
    extra, count = len(plan.sources), len(plan.assertions)
    links = np.column_stack([np.arange(count), np.full(count, extra)])
    wider = replace(
        plan,
        sources=(*plan.sources, Mark("", "SOURCE", Span(0, 1))),
        attributed=np.concatenate([plan.attributed, links]),
    )

    def row(place: int) -> Ints:
        return np.full((1, draws), place)

    base = vars(own.map(lambda value: np.tile(value, (1, draws))))
    base["identity"] = np.concatenate([base["identity"], row(IDENTITIES.index("named_person"))])
    base["standing"] = np.concatenate([base["standing"], row(STANDINGS.index("independent"))])
    base["reason"], base["number"] = (np.concatenate([base[n], row(0)]) for n in ("reason", "number"))
    base["attributed"] = np.concatenate([base["attributed"], np.zeros((count, draws), bool)])
    return wider, Choices(**base)


def _changed(choices: Choices, changes: Iterable[Change], plan: Plan) -> Choices:
    """Makes change k in draw k."""
    for draw, change in enumerate(changes):
        rows = list(change.rows)
        if change.how == "source":
            choices.attributed[[len(plan.attributed) + row for row in rows], draw] = True
        elif change.how == "name":
            choices.identity[rows, draw] = IDENTITIES.index("named_person")
        elif change.how == "reason":
            choices.reason[rows, draw] = REASONS.index("specific")
        else:
            choices.reply[0, draw] = REPLIES.index("quoted")
    return choices
