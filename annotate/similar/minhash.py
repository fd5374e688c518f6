"""Which of many texts may be near-duplicates, without comparing every two.

MinHash signatures cut into bands (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 2020, ch. 3):
texts with a band in common are candidates, and whoever asks compares those word for word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

import numpy as np
import rensa
from numpy.typing import NDArray

BANDS, ROWS = 64, 3
"""A pair of similarity s is found with the probability 1 - (1 - s^ROWS)^BANDS."""

LIBRARY = f"rensa {rensa.RMinHash.ALGORITHM_VERSION}, {BANDS} x {ROWS}"
"""What made the signatures; those of another library or shape cannot be compared with these."""

_SEED = 20040101
_SLACK = 0.15
"""Four standard errors of a similarity that is estimated from BANDS * ROWS numbers."""
_MANY = 50
"""Of as many equal bands not every pair is looked at, only each with the first and with the one before."""

Signatures = NDArray[np.uint32]
"""(texts, BANDS * ROWS)"""


def signature(runs: Iterable[str]) -> bytes:
    """The MinHash signature of one text, a row of `Signatures`."""
    made = rensa.RMinHash(BANDS * ROWS, _SEED)
    made.update(list(runs))
    return np.array(made.digest(), np.uint32).tobytes()


def signatures(rows: bytes | bytearray) -> Signatures:
    """Rows as `signature` makes them, one after the other, as one table."""
    return np.frombuffer(rows, np.uint32).reshape(-1, BANDS * ROWS)


def bands(row: bytes) -> list[int]:
    """A key for each band of a signature: 64 bits, signed, and of no other band but by a rare accident."""
    size = ROWS * np.dtype(np.uint32).itemsize
    cut = (row[at : at + size] for at in range(0, len(row), size))
    hashed = (blake2b(one, digest_size=8, salt=bytes([number])) for number, one in enumerate(cut))
    return [int.from_bytes(one.digest(), "big", signed=True) for one in hashed]


def estimate(one: bytes, other: bytes) -> float:
    """About how similar two texts are, by their signatures."""
    return float(np.mean(np.frombuffer(one, np.uint32) == np.frombuffer(other, np.uint32)))


def worth_comparing(estimated: float, least: float) -> bool:
    """Whether texts with this estimate may be as similar as `least`."""
    return estimated >= least - _SLACK


def candidates(table: Signatures, least: float) -> Iterator[tuple[int, int]]:
    """Pairs of texts, as rows of the table, that may be as similar as `least`; each pair once, sorted."""
    found = {pair for band in range(BANDS) for pair in _equal(table[:, band * ROWS : (band + 1) * ROWS])}
    for one, other in sorted(found):
        if worth_comparing(float(np.mean(table[one] == table[other])), least):
            yield one, other


def missed(least: float) -> float:
    """The probability that a pair of this very similarity is no candidate."""
    return float((1 - least**ROWS) ** BANDS)


def _equal(band: Signatures) -> Iterator[tuple[int, int]]:
    """Pairs of rows that are the same in this band."""
    keys = np.ascontiguousarray(band).view(f"V{band.dtype.itemsize * ROWS}").ravel()
    _, place = np.unique(keys, return_inverse=True)
    order = np.argsort(place, kind="stable")
    for run in np.split(order, np.flatnonzero(np.diff(place[order])) + 1):
        if len(run) > 1:
            yield from _pairs([int(row) for row in run])


def _pairs(run: list[int]) -> Iterator[tuple[int, int]]:
    for at, other in enumerate(run):
        for one in run[:at] if len(run) <= _MANY else {run[0], run[at - 1]} - {other}:
            yield min(one, other), max(one, other)
