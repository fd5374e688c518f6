"""Which articles have to stay on one side of a split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from annotate.similar.assertions import echoes
from annotate.similar.clusters import SIMILAR
from annotate.similar.joined import Joined
from annotate.similar.minhash import candidates, signatures
from annotate.similar.runs import runs, similarity

Key = tuple[str, int]
"""An article's id and revision."""


@dataclass(frozen=True)
class Member:
    """What the split has to know of one text of one article."""

    key: Key
    genre: str
    outlet: str | None
    published: datetime | None


@dataclass(frozen=True)
class Grouped:
    """Members by their group.

    Attributes:
        group: key to the lowest key of its group, which names the group.
        near_duplicates: pairs of keys with their similarity, as far as they were needed to join the groups.
    """

    group: Mapping[Key, Key]
    near_duplicates: tuple[tuple[Key, Key, float], ...]

    def members(self) -> Mapping[Key, list[Key]]:
        """Each group by its name."""
        out: dict[Key, list[Key]] = defaultdict(list)
        for key, name in self.group.items():
            out[name].append(key)
        return out


def grouped(
    members: Sequence[Member],
    rows: bytes | bytearray,
    text_of: Callable[[Key], str],
    *,
    by_outlet: bool,
    claims: Sequence[tuple[Key, str]] = (),
) -> Grouped:
    """The members joined by what they share: an article's id, much of their text, on request the outlet or
    a claim in nearly the same words.

    Args:
        rows: the members' signatures, in their order.
        text_of: gives a member's text; near-duplicates are compared exactly.
        claims: whose claims those are that keep members together; none where that is not asked for.
    """
    joined = Joined(member.key for member in members)
    for same in (_sharing(members, lambda m: m.key[0]), _sharing(members, _outlet) if by_outlet else ()):
        for one, other in same:
            joined.join(one, other)
    for cluster in echoes([words for _, words in claims]).clusters:
        for first, second in pairwise(cluster):
            joined.join(claims[first][0], claims[second][0])
    pairs = []
    for first, second in candidates(signatures(rows), SIMILAR):
        one, other = members[first].key, members[second].key
        if joined.name(one) == joined.name(other):
            continue
        alike = similarity(runs(text_of(one)), runs(text_of(other)))
        if alike >= SIMILAR:
            joined.join(one, other)
            pairs.append((one, other, alike))
    return Grouped({member.key: joined.name(member.key) for member in members}, tuple(pairs))


def _outlet(member: Member) -> str | None:
    return member.outlet


def _sharing(members: Iterable[Member], of: Callable[[Member], str | None]) -> Iterator[tuple[Key, Key]]:
    """Keys side by side that have the same; what has nothing shares nothing."""
    same: dict[str, list[Key]] = defaultdict(list)
    for member in members:
        if value := of(member):
            same[value].append(member.key)
    for keys in same.values():
        yield from pairwise(keys)
