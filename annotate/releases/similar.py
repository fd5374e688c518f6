"""How much of two texts is the same words, and which of many texts may be near-duplicates.

Texts are compared by their runs of three words (shingles; Broder, On the resemblance and containment of
documents, 1997): the Jaccard index, shared runs over all runs. Which pairs are worth comparing is found by
MinHash signatures cut into bands (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 2020, ch. 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

import numpy as np
from numpy.typing import NDArray

from annotate.core.errors import UsageError

WORDS = 3
"""Words in a run."""

BANDS, ROWS = 64, 3
"""A pair of similarity s is found with the probability 1 - (1 - s^ROWS)^BANDS."""

_SEED = 20040101
_SLACK = 0.15
"""Four standard errors of a similarity that is estimated from BANDS * ROWS numbers."""
_MANY = 50
"""Of as many equal bands not every pair is looked at, only each with the first and with the one before."""

_WORD = re.compile(r"\w+")

Signatures = NDArray[np.uint32]
"""(texts, BANDS * ROWS)"""


def shingles(text: str) -> frozenset[str]:
    """The runs of three words; of a shorter text its words as one run, of an empty one none."""
    words = _WORD.findall(text.casefold())
    runs = range(max(1, len(words) - WORDS + 1)) if words else ()
    return frozenset(" ".join(words[at : at + WORDS]) for at in runs)


def similarity(one: Set[str], other: Set[str]) -> float:
    """The Jaccard index of two texts' shingles, 0 to 1; nothing is similar to a text without words."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def signature(runs: Iterable[str]) -> bytes:
    """The MinHash signature of one text, a row of `Signatures`.

    Raises:
        UsageError: when the extra that it needs is not installed.
    """
    try:
        from rensa import RMinHash
    except ImportError as error:
        raise UsageError(
            "releases need rensa", "install it with: pip install 'annotate[datasets]'"
        ) from error
    made = RMinHash(BANDS * ROWS, _SEED)
    made.update(list(runs))
    return np.array(made.digest(), np.uint32).tobytes()


def signatures(rows: bytes | bytearray) -> Signatures:
    """Rows as `signature` makes them, one after the other, as one table."""
    return np.frombuffer(rows, np.uint32).reshape(-1, BANDS * ROWS)


def candidates(table: Signatures, least: float) -> Iterator[tuple[int, int]]:
    """Pairs of texts, as rows of the table, that may be as similar as `least`; each pair once, sorted."""
    found = {pair for band in range(BANDS) for pair in _equal(table[:, band * ROWS : (band + 1) * ROWS])}
    for one, other in sorted(found):
        if float(np.mean(table[one] == table[other])) >= least - _SLACK:
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
