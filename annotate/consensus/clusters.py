"""Which marks of several annotators mean the same stretch of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotate.core import Annotation, Mark

ENOUGH = 0.5
"""Intersection over union from which two marks mean the same."""


@dataclass(frozen=True)
class Cluster:
    """Marks of one label that mean the same; `marks` holds one mark an annotator, by annotator's place."""

    marks: Mapping[int, Mark]

    @cached_property
    def chosen(self) -> Mark:
        """The member with the highest mean IoU with the others; of equals the earliest, then the shortest."""
        return min(self.marks.values(), key=lambda one: (-self._agreement(one), one.span.start, one.span.end))

    def _agreement(self, one: Mark) -> float:
        """The sum of its IoUs; two members agree with each other equally well, which needs no working out."""
        if len(self.marks) <= 2:
            return 0.0
        return round(sum(one.span.iou(other.span) for other in self.marks.values()), 9)


def clusters(annotations: Sequence[Annotation]) -> list[Cluster]:
    """All marks in clusters, in the order of the text.

    In a cluster all marks have one label, every pair has an IoU of at least 0.5, and no annotator has two.
    Clusters grow from the pair with the highest IoU; equals are taken in the order of the text.
    """
    labels = sorted({mark.label for annotation in annotations for mark in annotation.marks})
    found = [cluster for label in labels for cluster in _of_label(annotations, label)]
    return sorted(found, key=lambda one: _in_text(one.chosen))


def _in_text(mark: Mark) -> tuple[int, int, str]:
    return (mark.span.start, -mark.span.end, mark.label)


Node = tuple[int, Mark]


def _of_label(annotations: Sequence[Annotation], label: str) -> Iterator[Cluster]:
    nodes = [(who, mark) for who, one in enumerate(annotations) for mark in one.labelled(label)]
    groups = [[node] for node in nodes]
    home = {(who, mark.id): at for at, (who, mark) in enumerate(nodes)}
    for one, other in _best_first(nodes):
        here, there = home[one[0], one[1].id], home[other[0], other[1].id]
        if here != there and _joinable(groups[here], groups[there]):
            groups[here] += groups[there]
            home.update({(who, mark.id): here for who, mark in groups[there]})
            groups[there] = []
    yield from (Cluster(dict(group)) for group in groups if group)


def _best_first(nodes: list[Node]) -> list[tuple[Node, Node]]:
    pairs = [pair for pair in _near(nodes) if _same(*pair)]
    return sorted(
        pairs, key=lambda p: (-p[0][1].span.iou(p[1][1].span), *sorted([p[0][1].span, p[1][1].span]))
    )


def _near(nodes: list[Node]) -> Iterator[tuple[Node, Node]]:
    """Pairs that share a character, found by sweeping over the text."""
    open_: list[Node] = []
    for node in sorted(nodes, key=lambda one: one[1].span):
        open_ = [one for one in open_ if one[1].span.end > node[1].span.start]
        yield from ((one, node) for one in open_)
        open_.append(node)


def _same(one: Node, other: Node) -> bool:
    return one[0] != other[0] and one[1].span.iou(other[1].span) >= ENOUGH


def _joinable(group: list[Node], other: list[Node]) -> bool:
    return all(_same(one, two) for one in group for two in other)
