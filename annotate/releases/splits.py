"""Shares a data set out into parts, whole groups of articles at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from math import inf

from annotate.core.errors import UsageError
from annotate.releases.groups import Key, Member

Shares = Mapping[str, float]
"""Name of a part to its share; they add up to 1, the order is that of the files."""


@dataclass(frozen=True)
class Deal:
    """How to share out.

    Attributes:
        seed: another one gives another deal; the same one always the same.
        by_time: the parts follow one another in time, a group going by its newest article.
        kept: where a text was dealt to before; its group goes there again.
    """

    shares: Shares
    seed: int = 0
    by_time: bool = False
    kept: Mapping[Key, str] = field(default_factory=dict)


def dealt(members: Sequence[Member], group: Mapping[Key, Key], deal: Deal) -> dict[Key, str]:
    """Each member's part.

    Groups are dealt in a random order, the largest first, each to the part that lacks most of what the
    group has: articles of its genres, then articles at all. So genres are shared out evenly as far as whole
    groups allow (greedy stratification, as Sechidis, Tsoumakas and Vlahavas, 2011, do for labels).

    Raises:
        UsageError: when the parts are to follow one another and an article has no date.
    """
    groups: dict[Key, list[Member]] = defaultdict(list)
    for member in members:
        groups[group[member.key]].append(member)
    part_of = _in_time(groups, deal) if deal.by_time else _stratified(groups, deal)
    return {member.key: part_of[group[member.key]] for member in members}


def _stratified(groups: Mapping[Key, list[Member]], deal: Deal) -> dict[Key, str]:
    genres = Counter(member.genre for of in groups.values() for member in of)
    has: dict[str, Counter[str]] = {part: Counter() for part in deal.shares}

    def lacks(part: str, of: Counter[str]) -> tuple[float, float]:
        share, got = deal.shares[part], has[part]
        each = sum(times * (share * genres[genre] - got[genre]) for genre, times in of.items())
        return round(each, 9), round(share * genres.total() - got.total(), 9)

    out: dict[Key, str] = {}
    for name in sorted(groups, key=lambda name: _turn(name, groups[name], deal)):
        of = Counter(member.genre for member in groups[name])
        before = _before(groups[name], deal)
        out[name] = before or max(deal.shares, key=lambda part: lacks(part, of))
        has[out[name]].update(of)
    return out


def _turn(name: Key, members: list[Member], deal: Deal) -> tuple[bool, int, str]:
    """Those that were dealt before come first, since their places are taken; then the large ones."""
    lot = sha256(f"{deal.seed}\n{name[0]}\n{name[1]}".encode()).hexdigest()
    return _before(members, deal) is None, -len(members), lot


def _before(members: list[Member], deal: Deal) -> str | None:
    """The part that a group was in; of several the first of the shares, which is what was trained on."""
    parts = {deal.kept.get(member.key) for member in members}
    return next((part for part in deal.shares if part in parts), None)


def _in_time(groups: Mapping[Key, list[Member]], deal: Deal) -> dict[Key, str]:
    undated = sorted(m.key for of in groups.values() for m in of if m.published is None)
    if undated:
        raise UsageError(
            f"{len(undated)} articles have no date of publication, such as {undated[0][0]!r}",
            "say when they were published, or split them otherwise",
        )

    def newest(name: Key) -> tuple[datetime, Key]:
        return max(member.published for member in groups[name] if member.published), name

    total, at = sum(map(len, groups.values())), 0
    out = {}
    for name in sorted(groups, key=newest):
        out[name] = _part_at((at + len(groups[name]) / 2) / total, deal.shares)
        at += len(groups[name])
    return out


def _part_at(place: float, shares: Shares) -> str:
    """The part in whose stretch of the line from 0 to 1 a place lies."""
    end = 0.0
    for part, share in shares.items():
        end += share
        if place <= end:
            return part
    return part


def parsed(said: str) -> Shares:
    """`train=80,validation=10,test=10` as shares.

    Raises:
        UsageError: when it is not that; names have letters, digits and underscores.
    """
    parts = [one.partition("=") for one in said.split(",")]
    try:
        sizes = {name.strip(): float(size) for name, _, size in parts}
    except ValueError as error:
        raise UsageError(f"{said!r} are no shares", _LIKE) from error
    fine = all(name.isidentifier() and name.isascii() and 0 < size < inf for name, size in sizes.items())
    if not fine or len(sizes) < len(parts):
        raise UsageError(f"{said!r} are no shares", _LIKE)
    return {name: size / sum(sizes.values()) for name, size in sizes.items()}


_LIKE = "say for example: train=80,validation=10,test=10"
