"""How fast somebody works, timers that ran on left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.pace import LEAST, RECENT, Pace, in_words, pace


@pytest.mark.parametrize(
    ("timers", "expected"),
    [
        ([], None),
        ([600, 700], None),
        ([600, 700, 800], Pace(700, 3, 0)),
        ([600, 700, 800, 40_000], Pace(700, 3, 1)),  # over lunch
        ([600, 700, 800, 2100], Pace(750, 4, 0)),  # a hard article is no lunch
        ([9000] * 20 + [600] * 20, Pace(600, 20, 0)),  # what was long ago does not count
    ],
)
def test_pace(timers: list[float], expected: Pace | None) -> None:
    assert pace(timers) == expected


@given(st.lists(st.floats(1, 10**5), min_size=LEAST, max_size=40))
def test_most_timers_count_and_the_pace_lies_among_them(timers: list[float]) -> None:
    found = pace(timers)
    assert found is not None
    recent = timers[-RECENT:]
    assert min(recent) <= found.seconds <= max(recent)
    assert found.n + found.left_out == len(recent)
    assert found.n * 2 >= len(recent)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (40, "40 s"), (90, "2 min"), (3600, "1 h"), (11_100, "3 h 5 min"), (3599, "1 h")],
)
def test_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
