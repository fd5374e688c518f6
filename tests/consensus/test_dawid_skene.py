"""Error rates and what is most likely true: the published example, a slow reference, known skill."""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.consensus.dawid_skene import ENOUGH, MOST, PRIOR, RIGHT, Estimate, Floats, dawid_skene

PATIENTS = (
    "111 1 1 1 1/333 4 3 3 4/112 2 1 2 2/222 3 1 2 1/222 3 2 2 2/222 3 3 2 2/122 2 1 1 1/"
    "333 3 4 3 3/222 2 2 2 3/232 2 2 2 3/444 4 4 4 4/222 3 3 4 3/111 1 1 1 1/222 3 2 1 2/"
    "121 1 1 1 1/111 2 1 1 1/111 1 1 1 1/111 1 1 1 1/222 2 2 2 1/222 1 3 2 2/222 2 2 2 2/"
    "222 2 2 2 1/222 3 2 2 2/221 2 2 2 2/111 1 1 1 1/111 1 1 1 1/232 2 2 2 2/111 1 1 1 1/"
    "111 1 1 1 1/112 1 1 2 1/111 1 1 1 1/333 3 2 3 3/111 1 1 1 1/222 2 2 2 2/222 3 2 3 2/"
    "433 4 3 4 3/221 2 2 3 2/232 3 2 3 3/333 3 4 3 2/111 1 1 1 1/111 1 1 1 1/121 2 1 1 1/"
    "232 2 2 2 2/121 1 1 1 1/222 2 2 2 2"
)
"""Table 1 of the paper: 45 patients by five anaesthetists, the first of whom saw each of them three times."""


def counts(said: list[list[str]], values: str) -> Floats:
    """(units, annotators, values) from the digits or letters that each annotator chose of each unit."""
    return np.array([[[one.count(value) for value in values] for one in unit] for unit in said], np.float64)


def the_paper_s() -> Floats:
    return counts([patient.split() for patient in PATIENTS.split("/")], "1234")


def reference(chosen: Floats, prior: float) -> Estimate:
    """The same, formula by formula and one number at a time."""
    units, annotators, values = (range(n) for n in chosen.shape)
    k = chosen.shape[2]
    likely = [[chosen[u, :, v].sum() / chosen[u].sum() for v in values] for u in units]
    prevalence: list[float] = []
    rates: dict[tuple[int, int, int], float] = {}
    for _ in range(MOST):
        whole = sum(sum(row) for row in likely) + (k if prior else 0)
        prevalence = [(sum(row[v] for row in likely) + (1 if prior else 0)) / whole for v in values]
        for a, true in product(annotators, values):
            begun = [prior * (RIGHT if v == true else (1 - RIGHT) / (k - 1)) for v in values]
            seen = [begun[v] + sum(likely[u][true] * chosen[u, a, v] for u in units) for v in values]
            for v in values:
                rates[a, true, v] = seen[v] / sum(seen) if sum(seen) else 1 / k
        before = likely
        likely = [_likely(chosen[u], prevalence, rates) for u in units]
        if max(abs(likely[u][v] - before[u][v]) for u in units for v in values) < ENOUGH:
            break
    table = np.array([[[rates[a, t, v] for v in values] for t in values] for a in annotators])
    return Estimate(np.array(likely), np.array(prevalence), table)


def _likely(chosen: Floats, prevalence: list[float], rates: dict[tuple[int, int, int], float]) -> list[float]:
    joint = [
        before * prod(rates[a, t, v] ** n for (a, v), n in np.ndenumerate(chosen) if n)
        for t, before in enumerate(prevalence)
    ]
    return [one / sum(joint) for one in joint]


def test_the_paper_s_example() -> None:
    found = dawid_skene(the_paper_s(), prior=0)
    assert found.prevalence.round(2).tolist() == [0.40, 0.42, 0.11, 0.07]
    assert found.rates[0].round(2)[:2].tolist() == [[0.89, 0.11, 0, 0], [0.07, 0.88, 0.05, 0]]


@pytest.mark.parametrize("prior", [0.0, PRIOR])
def test_the_example_as_the_reference_has_it(prior: float) -> None:
    found, slow = dawid_skene(the_paper_s(), prior), reference(the_paper_s(), prior)
    assert found.posteriors == pytest.approx(slow.posteriors, abs=1e-4)
    assert found.prevalence == pytest.approx(slow.prevalence, abs=1e-4)
    assert found.rates == pytest.approx(slow.rates, abs=1e-4)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["", *"xyz"]), min_size=4, max_size=4), min_size=1, max_size=6))
def test_as_the_reference_has_it(said: list[list[str]]) -> None:
    chosen = counts([[*unit, "x"] for unit in said], "xyz")
    found, slow = dawid_skene(chosen), reference(chosen, PRIOR)
    assert found.posteriors.sum(axis=1) == pytest.approx(np.ones(len(said)))
    assert found.rates.sum(axis=2) == pytest.approx(np.ones((5, 3)))
    assert found.posteriors == pytest.approx(slow.posteriors, abs=1e-4)
    once, times = np.unique(chosen, axis=0, return_counts=True)
    assert dawid_skene(once, times=times.tolist()).rates == pytest.approx(found.rates)


def test_it_finds_who_is_good_and_does_not_follow_the_many() -> None:
    """Two annotators who know, three who take every third value for another: known skill, found again."""
    random = np.random.default_rng(1)
    skill = np.array([0.97, 0.95, 0.55, 0.55, 0.55])
    true = random.integers(0, 4, 400)
    wrong = (true[:, None] + random.integers(1, 4, (400, 5))) % 4
    codes = np.where(random.random((400, 5)) < skill, true[:, None], wrong)
    chosen = (codes[:, :, None] == np.arange(4)).astype(np.float64)
    found = dawid_skene(chosen)
    assert np.trace(found.rates, axis1=1, axis2=2) / 4 == pytest.approx(skill, abs=0.06)
    right = (found.posteriors.argmax(axis=1) == true).mean()
    by_majority = (chosen.sum(axis=1).argmax(axis=1) == true).mean()
    assert right >= by_majority + 0.015
    assert right > 0.95


def test_a_bias_that_the_many_share_is_found() -> None:
    """Three of five take every third x for y; the votes say y then, the error rates know better."""
    random = np.random.default_rng(2)
    true = random.integers(0, 2, 600)
    slips = (random.random((600, 5)) < np.array([0.02, 0.02, 0.35, 0.35, 0.35])) & (true[:, None] == 0)
    chosen = np.eye(2)[np.where(slips, 1, true[:, None])]
    found = dawid_skene(chosen)
    assert found.rates[2:, 0, 1] == pytest.approx([0.35] * 3, abs=0.07)
    assert (found.posteriors.argmax(axis=1) == true).mean() > 0.99
