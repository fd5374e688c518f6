"""Groups of what belongs together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeVar


class _Sortable(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...  # noqa: ANN401 - as in typeshed

    def __hash__(self) -> int: ...


Key = TypeVar("Key", bound=_Sortable)


class Joined(Generic[Key]):
    """Disjoint sets, each named by its lowest key (Tarjan, Efficiency of a good but not linear set union)."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._above = {key: key for key in keys}

    def name(self, key: Key) -> Key:
        """The lowest key of the set that `key` is in."""
        while self._above[key] != key:
            self._above[key] = self._above[self._above[key]]
            key = self._above[key]
        return key

    def join(self, one: Key, other: Key) -> None:
        """Makes one set of theirs."""
        low, high = sorted((self.name(one), self.name(other)))
        self._above[high] = low

    def sets(self) -> dict[Key, list[Key]]:
        """Every set by its name, its keys in the order in which they were given."""
        out: dict[Key, list[Key]] = {}
        for key in self._above:
            out.setdefault(self.name(key), []).append(key)
        return out
