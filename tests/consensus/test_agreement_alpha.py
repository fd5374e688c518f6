"""Alpha against the published examples and against nltk."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from annotate.consensus.agreement import alpha

VALUES = "1234"
PUBLISHED = """
*    *    *    *    *    3    4    1    2    1    1    3    3    *    3
1    *    2    1    3    3    4    3    *    *    *    *    *    *    *
*    *    2    1    3    4    4    *    2    1    1    3    3    *    4
"""
"""Three annotators, fifteen units: the example of the encyclopaedia's page on Krippendorff's alpha."""


Table = list[tuple[str | None, ...]]


def table(text: str) -> Table:
    """Units of a matrix with an annotator a line; a star is missing."""
    rows = [[None if cell == "*" else cell for cell in line.split()] for line in text.strip().splitlines()]
    return list(zip(*rows, strict=True))


def coincidences(units: Table, values: str = VALUES) -> alpha.Floats:
    return alpha.coincidences(alpha.coded(units, values), len(values))[0]


def nominal(units: Table, values: str = VALUES) -> float:
    return float(alpha.nominal(coincidences(units, values)))


def test_the_published_example() -> None:
    assert nominal(table(PUBLISHED)) == pytest.approx(0.691, abs=0.0005)


def test_ordinal_of_krippendorff_s_twelve_units() -> None:
    # Computing Krippendorff's Alpha-Reliability (2011), data C: four observers, twelve units.
    units = table("""
        1 2 3 3 2 1 4 1 2 * * *
        1 2 3 3 2 2 4 1 2 5 * 3
        * 3 3 3 2 3 4 2 2 5 1 *
        1 2 3 3 2 4 4 1 2 5 1 *
    """)
    found = coincidences(units, "12345")
    assert float(alpha.nominal(found)) == pytest.approx(0.743, abs=0.0005)
    assert float(alpha.ordinal(found)) == pytest.approx(0.815, abs=0.0005)


tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.tuples(*[st.sampled_from([*VALUES, None])] * width), min_size=1, max_size=12
    )
)  # fmt: skip


def paired(units: Table) -> set[str]:
    """The values that stand in a unit with at least two."""
    rows = [[choice for choice in unit if choice] for unit in units]
    return {choice for row in rows if len(row) > 1 for choice in row}


@given(tables)
def test_nominal_is_what_nltk_says(units: Table) -> None:
    if len(paired(units)) < 2:
        assert np.isnan(nominal(units))
        return
    triples = [(who, unit, value) for unit, row in enumerate(units) for who, value in enumerate(row) if value]
    assert nominal(units) == pytest.approx(AnnotationTask(data=triples).alpha(), abs=1e-9)


@given(tables, st.randoms(use_true_random=False))
def test_it_does_not_matter_who_is_who_and_what_values_are_called(units: Table, random: Random) -> None:
    order, names = list(range(len(units[0]))), list(VALUES)
    random.shuffle(order)
    random.shuffle(names)
    renamed = dict(zip(VALUES, names, strict=True))
    turned = [tuple(renamed[unit[who]] if unit[who] else None for who in order) for unit in units]
    assert nominal(turned) == pytest.approx(nominal(units), nan_ok=True)
    forward, backward = coincidences(units), coincidences(units, VALUES[::-1])
    assert float(alpha.ordinal(forward)) == pytest.approx(float(alpha.ordinal(backward)), nan_ok=True)


@given(st.lists(st.sampled_from(VALUES), min_size=1), st.integers(2, 4))
def test_identical_choices_give_one_where_anything_varies(values: list[str], readers: int) -> None:
    found = coincidences([(value,) * readers for value in values])
    for value in (float(alpha.nominal(found)), float(alpha.ordinal(found))):
        assert value == pytest.approx(1.0) if len(set(values)) > 1 else np.isnan(value)


@given(tables)
def test_of_two_values_each_has_the_alpha_of_the_whole(units: Table) -> None:
    two = [tuple(choice if choice in ("1", "2") else None for choice in unit) for unit in units]
    found = coincidences(two, "12")
    whole = float(alpha.nominal(found))
    for value in (0, 1):
        assert float(alpha.nominal(alpha.against_rest(found, value))) == pytest.approx(whole, nan_ok=True)


def test_what_each_article_adds_sums_to_the_whole() -> None:
    units = table(PUBLISHED)
    parts = alpha.coincidences(alpha.coded(units, VALUES), len(VALUES), [4, 0, 11])
    assert parts[0] == pytest.approx(coincidences(units[:4]))
    assert parts.sum(axis=0) == pytest.approx(coincidences(units))
