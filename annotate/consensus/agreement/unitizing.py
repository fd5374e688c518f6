"""Krippendorff's alpha for unitizing: do annotators find the same stretches of text?

Source: K. Krippendorff, On the Reliability of Unitizing Contiguous Data, Sociological Methodology 25 (1995),
47-76; Content Analysis, 2nd ed. (2004), section 11.6, whose example (p. 254) is in the tests.

There, annotators unitize one continuum. Here each article is a section of it: gaps end where an article
ends, an article that m annotators read counts its observed disagreement by 1 / (m - 1), as a unit does in
alpha, and the length that is shared out by chance is the sum of what all have read. With one article it is
the published formula.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotate.consensus.agreement.statistic import Floats
from annotate.core import Span


@dataclass(frozen=True)
class Section:
    """One article's continuum: its length in characters, and the units of each annotator.

    The units of an annotator are in the order of the text and share no character (see `outermost`).
    """

    length: int
    units: tuple[tuple[Span, ...], ...]


def outermost(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans that lie in no other, in order: units of one annotator may not overlap.

    Of two that cross, the first stays.
    """
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def alpha_u(sections: Sequence[Section]) -> tuple[Floats, Callable[[Floats], Floats]]:
    """What each section adds, (sections, k), and the function from sums of that to alpha_u.

    It is not a number where nobody has a unit.
    """
    lengths = np.unique([len(span) for one in sections for units in one.units for span in units])
    parts = np.array([_parts(one, lengths) for one in sections]).reshape(len(sections), 2 + 2 * len(lengths))

    def of(sums: Floats) -> Floats:
        return _alpha_u(sums, lengths.astype(np.float64))

    return parts, of


def _parts(section: Section, lengths: NDArray[np.int64]) -> Floats:
    """Observed disagreement, length read, units of each length, places that gaps have for each length."""
    readers = len(section.units)
    observed = sum(
        2 * distance(one, other, section.length)
        for at, one in enumerate(section.units)
        for other in section.units[at + 1 :]
    )
    found = [len(span) for units in section.units for span in units]
    counts = np.bincount(np.searchsorted(lengths, found), minlength=len(lengths)) if found else 0 * lengths
    gaps = [length for units in section.units for length in _gaps(units, section.length)]
    head = [observed / max(1, readers - 1), readers * section.length]
    return np.concatenate([head, counts, _places(np.array(gaps), lengths)])


def distance(one: Sequence[Span], other: Sequence[Span], length: int) -> float:
    """The sum of squared differences between two annotators' units, found by sweeping over the text.

    Two units that overlap differ by the squares of how far their ends lie apart; a unit that lies in a gap
    of the other's differs by the square of its length.
    """
    total, at = 0, 0
    met = [False] * len(other)
    for span in one:
        while at < len(other) and other[at].end <= span.start:
            at += 1
        place = at
        while place < len(other) and other[place].start < span.end:
            met[place] = True
            total += (span.start - other[place].start) ** 2 + (span.end - other[place].end) ** 2
            place += 1
        if place == at:
            total += len(span) ** 2
    return float(total + sum(len(span) ** 2 for span, seen in zip(other, met, strict=True) if not seen))


def _gaps(units: Sequence[Span], length: int) -> list[int]:
    ends = [0, *(span.end for span in units)]
    starts = [*(span.start for span in units), length]
    return [start - end for end, start in zip(ends, starts, strict=True) if start > end]


def _places(gaps: NDArray[np.int64], lengths: NDArray[np.int64]) -> Floats:
    """In how many ways a unit of each length fits into the gaps."""
    gaps = np.sort(gaps)
    above = np.append(np.cumsum(gaps[::-1])[::-1], 0)
    first = np.searchsorted(gaps, lengths)
    return np.asarray(above[first] - (len(gaps) - first) * (lengths - 1), dtype=np.float64)


def _alpha_u(sums: Floats, lengths: Floats) -> Floats:
    observed, read = sums[..., 0], sums[..., 1]
    counts, places = sums[..., 2 : 2 + len(lengths)], sums[..., 2 + len(lengths) :]
    units = counts.sum(axis=-1)
    overlapping = (units - 1) / 3 * (counts * (2 * lengths**3 - 3 * lengths**2 + lengths)).sum(axis=-1)
    in_gaps = (counts * places * lengths**2).sum(axis=-1)
    ways = read * (read - 1) - (counts * lengths * (lengths - 1)).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = 2 * (overlapping + in_gaps) / ways
        return np.where(units > 0, 1 - observed / read / expected, np.nan)
