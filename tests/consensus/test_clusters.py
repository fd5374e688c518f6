"""Which marks mean the same: overlap, one mark an annotator, the best pair first."""

from __future__ import annotations

import pytest

from annotate.consensus import clusters
from annotate.core import Annotation, Mark, Span

Marked = tuple[int, int] | tuple[int, int, str]


def reader(name: str, *marked: Marked) -> Annotation:
    marks = [
        Mark(f"{name}{n}", one[2] if len(one) > 2 else "SOURCE", Span(one[0], one[1]))
        for n, one in enumerate(marked)
    ]
    return Annotation("a", name, tuple(marks))


@pytest.mark.parametrize(
    ("readers", "expected"),
    [
        ([], []),
        ([[(0, 4)]], [{"a0"}]),
        ([[(0, 4)], [(0, 4)]], [{"a0", "b0"}]),
        # IoU of exactly a half is enough, less is not.
        ([[(0, 4)], [(0, 8)]], [{"a0", "b0"}]),
        ([[(0, 4)], [(0, 9)]], [{"a0"}, {"b0"}]),
        ([[(0, 4)], [(4, 8)]], [{"a0"}, {"b0"}]),
        # Never two labels in one.
        ([[(0, 4)], [(0, 4, "CUE")]], [{"a0"}, {"b0"}]),
        # Never two marks of one annotator: the better pair wins.
        ([[(0, 10)], [(0, 9), (0, 10)]], [{"a0", "b1"}, {"b0"}]),
        # All pairs, not a chain: 0-10 and 6-16 do not fit, so the middle goes to its best.
        ([[(0, 10)], [(3, 13)], [(6, 16)]], [{"a0", "b0"}, {"c0"}]),
        ([[(0, 10)], [(1, 10)], [(2, 10)]], [{"a0", "b0", "c0"}]),
    ],
)
def test_clusters(readers: list[list[Marked]], expected: list[set[str]]) -> None:
    found = clusters([reader("abc"[n], *marks) for n, marks in enumerate(readers)])
    got = [{mark.id for mark in cluster.marks.values()} for cluster in found]
    assert sorted(got, key=sorted) == sorted(expected, key=sorted)


@pytest.mark.parametrize(
    ("spans", "chosen"),
    [
        # The member with the highest mean IoU.
        ([(0, 10), (0, 9), (0, 8)], (0, 9)),
        # Of equals the earliest, then the shortest.
        ([(0, 10), (1, 11)], (0, 10)),
        ([(0, 10), (0, 8)], (0, 8)),
    ],
)
def test_a_cluster_takes_the_edges_of_one_member(
    spans: list[tuple[int, int]], chosen: tuple[int, int]
) -> None:
    (cluster,) = clusters([reader("abc"[n], span) for n, span in enumerate(spans)])
    assert cluster.chosen.span == Span(*chosen)
