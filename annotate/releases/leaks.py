"""Proof that no part of a split holds what another one holds: the largest similarity between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotate.releases.groups import Key
from annotate.similar.clusters import SIMILAR
from annotate.similar.minhash import candidates, missed, signatures
from annotate.similar.runs import runs, similarity

EVERY_PAIR = 2000
"""Up to so many texts every two are compared; of more those that MinHash finds to be alike."""

_WORTH_A_LOOK = 0.2
_COLUMNS = 4096


@dataclass(frozen=True)
class Leaks:
    """How alike texts of different parts are.

    Attributes:
        largest: the largest similarity of two texts in different parts, 0 to 1.
        texts: the two, as (article, revision, part); empty where nothing is alike.
        every_pair: whether every two texts in different parts were compared.
        missed: the probability that a pair of near-duplicates was not found; 0 where all were compared.
    """

    largest: float
    texts: tuple[tuple[str, int, str], ...]
    every_pair: bool
    missed: float


def leaks(
    keys: Sequence[Key], part_of: Mapping[Key, str], rows: bytes | bytearray, text_of: Callable[[Key], str]
) -> Leaks:
    """Compares texts across the parts, word for word; `rows` are their signatures in the order of `keys`."""
    all_of_them = len(keys) <= EVERY_PAIR
    if all_of_them:
        found = _closest(keys, part_of, [runs(text_of(key)) for key in keys])
    else:
        found = _closest_candidate(keys, part_of, rows, text_of)
    alike, pair = found
    texts = tuple((*key, part_of[key]) for key in pair)
    return Leaks(alike, texts, all_of_them, 0.0 if all_of_them else missed(SIMILAR))


Closest = tuple[float, tuple[Key, ...]]
_NOTHING: Closest = (0.0, ())


def _closest(keys: Sequence[Key], part_of: Mapping[Key, str], sets: Sequence[frozenset[str]]) -> Closest:
    """Every two texts at once: what two rows of a table of texts and runs share is its square."""
    shared = _shared(sets)
    sizes = np.array([len(one) for one in sets], np.float32)
    parts = np.array([part_of[key] for key in keys])
    union = sizes[:, None] + sizes[None, :] - shared
    alike = np.where(parts[:, None] != parts[None, :], shared / np.maximum(union, 1), 0)
    if not alike.size or not alike.max():
        return _NOTHING
    one, other = divmod(int(alike.argmax()), len(keys))
    return float(similarity(sets[one], sets[other])), tuple(sorted((keys[one], keys[other])))


def _shared(sets: Sequence[frozenset[str]]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """(texts, texts): how many runs each two share; those of one text alone are not worth a column."""
    column: dict[str, int] = {}
    seen: set[str] = set()
    for one in sets:
        for run in one & seen:
            column.setdefault(run, len(column))
        seen |= one
    places = [np.array(sorted(column[run] for run in one if run in column), np.int64) for one in sets]
    out = np.zeros((len(sets), len(sets)), np.float32)
    for first in range(0, len(column), _COLUMNS):
        block = np.zeros((len(sets), _COLUMNS), np.float32)
        for at, of_one in enumerate(places):
            block[at, of_one[(first <= of_one) & (of_one < first + _COLUMNS)] - first] = 1
        out += block @ block.T
    return out


def _closest_candidate(
    keys: Sequence[Key], part_of: Mapping[Key, str], rows: bytes | bytearray, text_of: Callable[[Key], str]
) -> Closest:
    pairs = ((keys[one], keys[other]) for one, other in candidates(signatures(rows), _WORTH_A_LOOK))
    across = [(one, other) for one, other in pairs if part_of[one] != part_of[other]]
    found: Iterable[Closest] = (
        (similarity(runs(text_of(one)), runs(text_of(other))), (one, other)) for one, other in across
    )
    return max(found, default=_NOTHING)
