"""Readings that another group of annotators might have made of the same article."""

from __future__ import annotations

import numpy as np

from annotate.score.arrays import Bools, Floats, Ints
from annotate.score.disagreement import Disagreement
from annotate.score.plan import Choices, Plan
from annotate.score.standins import gains, widened

CENTRAL, SUPPORTING = 0, 1
"""Places of the values of weight."""


def draw(
    plan: Plan,
    own: Choices,
    label: Ints,
    disagreement: Disagreement,
    readers: int,
    draws: int,
    random: np.random.Generator,
) -> tuple[Plan, Choices]:
    """`draws` readings of another group of `readers` where this one's is `own`, and the plan they belong to.

    Attributes, answers and which claims are central follow the table; links and assertions are lost, and as
    many gained, by stand-ins modelled on those that are there. All mentions of one speaker (`label`,
    (sources, 1), of the reading itself) slip together: else a source that is often quoted would grow ever
    better described by chance.
    """
    room = widened(plan, label[:, 0], random)

    def chances(rows: int) -> Floats:
        return random.random((rows, draws))

    def slipped(chosen: Ints, attribute: str, together: Ints | None = None, empty: int = 0) -> Ints:
        rolled = chances(len(chosen)) if together is None else chances(len(chosen))[together[:, 0]]
        return _slipped(chosen - empty, disagreement.table(attribute, readers), rolled) + empty

    def source(chosen: Ints, attribute: str, empty: int = 0) -> Ints:
        found = slipped(chosen, attribute, label, empty)
        return np.concatenate([found, found[room.copied]])

    def there(own: Bools, links: Ints, type_: str) -> Bools:
        lost = disagreement.lost(type_, readers)
        more: Floats = np.full(len(links) - len(own), lost)
        if type_ == "attributed_to":
            more = gains(plan, room.plan, lost)
        return np.concatenate([chances(len(own)) >= lost, chances(len(more)) < more[:, None]])

    unmarked = disagreement.unmarked("ASSERTION", readers)
    rolled = chances(len(own.times))
    return room.plan, Choices(
        kind=slipped(own.kind, "kind"),
        central=_central(own.central, disagreement.table("weight", readers), chances(len(own.central))),
        times=1 - (rolled < unmarked).astype(np.int64) + (rolled > 1 - unmarked),
        identity=source(own.identity, "identity", 1),
        standing=source(own.standing, "standing", 1),
        reason=source(own.reason, "reason"),
        number=source(own.number, "number"),
        stance=slipped(own.stance, "stance"),
        attributed=there(own.attributed, room.plan.attributed, "attributed_to"),
        same_source=there(own.same_source, room.plan.same_source, "same_source"),
        via=there(own.via, room.plan.via, "via"),
        same_claim=there(own.same_claim, room.plan.same_claim, "same_claim"),
        responds=there(own.responds, room.plan.responds, "responds_to"),
        accused=slipped(own.accused, "accused", empty=1),
        reply=slipped(own.reply, "reply", empty=1),
    )


def _slipped(chosen: Ints, table: Floats, rolled: Floats) -> Ints:
    """What each choice becomes by its row of `table`; one that nobody made (a place below 0) stays.

    Most stay: so those that change are looked for first, and only these are worked out.
    """
    at = chosen[:, 0]
    stays = np.where(at < 0, 1.0, table.diagonal()[at])
    out = np.repeat(chosen, rolled.shape[1], axis=1)
    rows, draws = np.nonzero(rolled >= stays[:, None])
    if len(rows):
        others = table - np.diag(table.diagonal())
        steps = np.cumsum(others, axis=1)[:, :-1]
        among = rolled[rows, draws] - stays[rows]
        out[rows, draws] = (among[:, None] >= steps[at[rows]]).sum(axis=1)
    return out


def _central(central: Bools, table: Floats, rolled: Floats) -> Bools:
    """Central claims that turn supporting, and supporting ones that turn central.

    Of those the earlier are the likelier, with chances as 1 to their place among the supporting ones:
    readers disagree about the claims of the first paragraphs, not of the last.
    """
    place = np.cumsum(~central, axis=0)
    share = np.where(central, 0.0, 1 / np.maximum(place, 1))
    gained = np.minimum(table[SUPPORTING, CENTRAL] * (~central).sum() * share / max(share.sum(), 1e-9), 0.5)
    return np.where(central, rolled >= table[CENTRAL, SUPPORTING], rolled < gained)
