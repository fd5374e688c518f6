"""The sides of a story under the same numbers, whoever numbered them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

from annotate.consensus.clusters import Cluster

SIDES = ("side_1", "side_2", "side_3")


def renumbered(found: Sequence[Cluster]) -> list[Cluster]:
    """The clusters with each annotator's sides renamed so that they agree best with those before.

    The number of a side says nothing but who stands together; two annotators who see the same two sides
    and begin with another one would otherwise tie on every source, and the story would come out one-sided.
    Where two ways of renaming agree equally well, the one that changes least is taken.
    """
    sided = [one for one in found if any(mark.get("standing") in SIDES for mark in one.marks.values())]
    names: dict[int, Mapping[str, str]] = {}
    for who in sorted({who for one in sided for who in one.marks}):
        ways = [dict(zip(SIDES, way, strict=True)) for way in permutations(SIDES)]
        names[who] = max(ways, key=lambda way: _agreement(sided, who, way, names))
    return [_renamed(one, names) for one in found]


def _agreement(
    found: Sequence[Cluster], who: int, way: Mapping[str, str], names: Mapping[int, Mapping[str, str]]
) -> int:
    """How often `who` and those already named put a source on the same side."""
    agreed = 0
    for one in found:
        own = str(one.marks[who].get("standing")) if who in one.marks else ""
        if own in way:
            others = (names[w].get(str(mark.get("standing"))) for w, mark in one.marks.items() if w in names)
            agreed += sum(way[own] == other for other in others)
    return agreed


def _renamed(one: Cluster, names: Mapping[int, Mapping[str, str]]) -> Cluster:
    sides = {who: names.get(who, {}).get(str(mark.get("standing"))) for who, mark in one.marks.items()}
    if not any(sides.values()):
        return one
    return Cluster(
        {
            who: mark.with_attributes(standing=side) if (side := sides[who]) else mark
            for who, mark in one.marks.items()
        }
    )
