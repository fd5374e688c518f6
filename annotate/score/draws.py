"""Readings that another group of annotators might have made of the same marks."""

from __future__ import annotations

import numpy as np

from annotate.score.arrays import Bools, Floats, Ints
from annotate.score.disagreement import Disagreement, drop_rate, group_rate
from annotate.score.plan import IDENTITIES, KINDS, NUMBERS, REASONS, STANCES, STANDINGS, Choices, Plan


def draw(
    plan: Plan,
    own: Choices,
    label: Ints,
    disagreement: Disagreement,
    readers: int,
    draws: int,
    random: np.random.Generator,
) -> Choices:
    """`draws` readings near the one in `own`.

    Attributes follow the table, links are dropped, and central claims move to others, each at the rate of
    a group of `readers`; the marks themselves and the answers stay. All mentions of one speaker (`label`,
    (sources, 1), of the reading itself) slip together: else a source that is often quoted would grow ever
    better described by chance.
    """

    def chances(rows: int) -> Floats:
        return random.random((rows, draws))

    def confused(chosen: Ints, attribute: str, values: tuple[str, ...], together: Ints | None = None) -> Ints:
        steps = np.cumsum(disagreement.table(attribute, values, readers), axis=1)[:, :-1]
        chance = chances(len(chosen)) if together is None else chances(len(chosen))[together[:, 0]]
        return np.asarray((chance[:, :, None] >= steps[chosen[:, 0], None, :]).sum(axis=2), np.int64)

    def kept(links: Bools, type_: str) -> Bools:
        rate = disagreement.links.get(type_, 0.0)
        return chances(len(links)) >= drop_rate(rate, readers, by_more_than_half=type_ == "same_claim")

    return Choices(
        kind=confused(own.kind, "kind", KINDS),
        central=_moved(own.central, group_rate(disagreement.central, readers), draws, random),
        identity=confused(own.identity, "identity", IDENTITIES, label),
        standing=confused(own.standing, "standing", STANDINGS, label),
        reason=confused(own.reason, "reason", REASONS, label),
        number=confused(own.number, "number", NUMBERS, label),
        stance=confused(own.stance, "stance", STANCES),
        attributed=kept(own.attributed, "attributed_to"),
        same_source=kept(own.same_source, "same_source"),
        via=kept(own.via, "via"),
        same_claim=kept(own.same_claim, "same_claim"),
        responds=kept(own.responds, "responds_to"),
        reply=own.reply * draws,
    )


def _moved(central: Bools, rate: float, draws: int, random: np.random.Generator) -> Bools:
    """Each central claim gives way to a supporting one with chance `rate`; their number stays.

    The earlier a claim stands, the likelier it is the one taken instead (chance as 1 to its place among the
    supporting ones): readers disagree about the claims of the first paragraphs, not of the last.
    """
    lost = central & (random.random((len(central), draws)) < rate)
    place = np.cumsum(~central, axis=0)
    order = np.where(central, np.inf, random.standard_exponential((len(central), draws)) * place)
    taken = ~central & (order.argsort(axis=0).argsort(axis=0) < lost.sum(axis=0))
    lost &= np.cumsum(lost, axis=0) <= (~central).sum()
    return np.asarray((central & ~lost) | taken)
