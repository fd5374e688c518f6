"""A campaign's own rates: what was counted, drawn towards the shipped table."""

from __future__ import annotations

import pytest

from annotate.score import Disagreement
from annotate.score.learnt import learnt

SHIPPED = Disagreement(
    "shipped",
    {"kind": {"fact": {"position": 0.1}}, "stance": {"neutral": {"mental": 0.02}}},
    {"via": 0.2},
    {"ASSERTION": 0.1},
    {"marks": 0.8, "links": 0.4},
)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, {"fact": {"position": 0.1}}),
        # 20 choices count as much as the shipped rate: half-way between 0.1 and 0.3.
        ({"fact": {"fact": 14, "position": 6}}, {"fact": {"position": 0.2}}),
        # With many choices what was counted stands nearly alone, also where nothing was shipped.
        (
            {"fact": {"fact": 880, "motive": 100}, "motive": {"motive": 80, "fact": 100}},
            {"fact": {"motive": 0.1, "position": 0.002}, "motive": {"fact": 0.5}},
        ),
    ],
)  # fmt: skip
def test_rates(counts: dict[str, dict[str, float]], expected: dict[str, dict[str, float]]) -> None:
    found = learnt("own", SHIPPED, {"kind": counts}, {}, {})
    assert found.attributes["kind"] == expected
    assert found.attributes["stance"] == SHIPPED.attributes["stance"]
    assert (found.name, found.links, found.marks) == ("own", {"via": 0.2}, {"ASSERTION": 0.1})


def test_links_and_marks() -> None:
    links = {"via": (30.0, 20.0), "same_claim": (5.0, 5.0)}
    found = learnt("own", SHIPPED, {}, links, {"ASSERTION": (80.0, 60.0), "CUE": (9.0, 3.0)})
    assert found.links == {"via": (10 + 20 * 0.2) / 50}
    assert found.marks == {"ASSERTION": (20 + 20 * 0.1) / 100}
    assert found.invented == SHIPPED.invented
