"""Which tasks show no pre-marks: the share that was asked for, by chance, and the same every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.campaigns.bare import is_bare
from annotate.store import Campaign

PAIRS = [(f"article-{n}", who) for n in range(500) for who in ("ada", "ben", "cy")]


def drawn(campaign: Campaign) -> set[tuple[str, str]]:
    return {pair for pair in PAIRS if is_bare(campaign, *pair)}


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0])
def test_the_share_is_the_one_asked_for(share: float) -> None:
    """Within four standard deviations of a binomial draw, and exact at both ends."""
    wanted = share * len(PAIRS)
    found = len(drawn(Campaign("spring", bare=share)))
    assert abs(found - wanted) <= 4 * (wanted * (1 - share)) ** 0.5


def test_each_annotator_has_a_share_of_their_own() -> None:
    found = drawn(Campaign("spring", bare=0.5))
    articles = {who: {article for article, other in found if other == who} for who in ("ada", "ben", "cy")}
    assert 50 < len(articles["ada"] & articles["ben"]) < 200
    assert all(150 < len(some) < 350 for some in articles.values())


def test_a_seed_and_a_name_draw_anew() -> None:
    draws = [drawn(Campaign(name, bare=0.5, seed=seed)) for name in ("spring", "autumn") for seed in (0, 1)]
    assert len({frozenset(one) for one in draws}) == len(draws)


@given(st.floats(0, 1), st.floats(0, 1), st.integers())
def test_a_larger_share_only_adds(one: float, other: float, seed: int) -> None:
    low, high = sorted((one, other))
    some = PAIRS[:30]
    for pair in some:
        if is_bare(Campaign("spring", bare=low, seed=seed), *pair):
            assert is_bare(Campaign("spring", bare=high, seed=seed), *pair)
