"""Alpha for unitizing against the published example and against the formula written out slowly."""

from __future__ import annotations

from itertools import permutations
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotate.consensus.agreement.unitizing import Section, alpha_u, distance, outermost
from annotate.core import Span

Units = tuple[Span, ...]


def spans(*ends: tuple[int, int]) -> Units:
    return tuple(Span(start, start + length) for start, length in ends)


def of(*sections: Section) -> float:
    parts, value = alpha_u(sections)
    return float(value(parts.sum(axis=0)))


# Krippendorff (2004), p. 254: a continuum from 150 on, 300 long, two observers, two categories.
C = (spans((75, 70), (220, 30)), spans((70, 80), (205, 20), (250, 20)))
K = (spans((30, 60), (150, 50)), spans((30, 60), (150, 50)))


@pytest.mark.parametrize(("units", "expected"), [(C, 0.7286), (K, 1.0)])
def test_the_published_example(units: tuple[Units, Units], expected: float) -> None:
    assert of(Section(300, units)) == pytest.approx(expected, abs=0.00005)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (spans((75, 70)), spans((70, 80)), 50),
        (spans((220, 30)), spans((205, 20)), 850),
        ((), spans((250, 20)), 400),
        (spans((10, 5)), spans((15, 5)), 50),
        (spans((0, 10)), spans((0, 4), (6, 4)), 72),
        ((), (), 0),
    ],
)
def test_how_far_two_annotators_units_differ(one: Units, other: Units, expected: int) -> None:
    assert distance(one, other, 300) == expected == distance(other, one, 300)


@pytest.mark.parametrize(
    ("marked", "kept"),
    [
        ([(0, 9), (2, 4)], [(0, 9)]),
        ([(2, 4), (0, 4)], [(0, 4)]),
        ([(0, 4), (2, 8), (4, 8)], [(0, 4), (4, 8)]),
        ([(4, 8), (0, 4)], [(0, 4), (4, 8)]),
    ],
)
def test_units_of_one_annotator_do_not_overlap(
    marked: list[tuple[int, int]], kept: list[tuple[int, int]]
) -> None:
    assert outermost([Span(*ends) for ends in marked]) == tuple(Span(*ends) for ends in kept)


LENGTH = 24
units = st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 6)), max_size=4).map(
    lambda drawn: outermost([Span(start, min(LENGTH, start + length)) for start, length in drawn])
)
sections = st.lists(units, min_size=2, max_size=3).map(lambda of: Section(LENGTH, tuple(of)))


def slowly(section: Section) -> float:
    """The formula as it is printed, over all pairs of sections of the continuum."""

    def cut(marked: Units) -> list[tuple[int, int, bool]]:
        inside, out, at = {n: s for s in marked for n in [s.start]}, [], 0
        while at < section.length:
            end = (
                inside[at].end if at in inside else min([s for s in inside if s > at], default=section.length)
            )
            out.append((at, end - at, at in inside))
            at = end
        return out

    def squared(g: tuple[int, int, bool], h: tuple[int, int, bool]) -> float:
        (b1, l1, v1), (b2, l2, v2) = g, h
        if v1 and v2 and -l1 < b1 - b2 < l2:
            return (b1 - b2) ** 2 + (b1 + l1 - b2 - l2) ** 2
        if v1 and not v2 and l2 - l1 >= b1 - b2 >= 0:
            return l1**2
        return l2**2 if v2 and not v1 and l1 - l2 >= b2 - b1 >= 0 else 0

    observers, length = [cut(one) for one in section.units], section.length
    m = len(observers)
    observed = sum(squared(g, h) for one, other in permutations(observers, 2) for g in one for h in other)
    every = [part for one in observers for part in one]
    n = sum(v for _, _, v in every)
    expected = sum(
        (n - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
        + size**2 * sum(gap - size + 1 for _, gap, w in every if not w and gap >= size)
        for _, size, v in every
        if v
    )
    ways = m * length * (m * length - 1) - sum(size * (size - 1) for _, size, v in every if v)
    return 1 - observed / (m * (m - 1) * length**2) / (2 / length * expected / ways)


@given(sections)
def test_it_is_the_formula_as_printed(section: Section) -> None:
    assume(any(section.units))
    assert of(section) == pytest.approx(slowly(section), abs=1e-9)


@given(st.lists(sections, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_it_does_not_matter_who_is_who(read: list[Section], random: Random) -> None:
    turned = [Section(one.length, tuple(reversed(one.units))) for one in read]
    random.shuffle(turned)
    assert of(*turned) == pytest.approx(of(*read), nan_ok=True)


@given(st.lists(units, min_size=1, max_size=4), st.integers(2, 4))
def test_identical_units_give_one(read: list[Units], readers: int) -> None:
    value = of(*(Section(LENGTH, (one,) * readers) for one in read))
    assert np.isnan(value) if not any(read) else value == pytest.approx(1.0)
