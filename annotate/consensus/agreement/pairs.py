"""What two annotators share on one article: spans and links, counted."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from annotate.consensus.agreement.matching import ENOUGH, matches
from annotate.consensus.agreement.statistic import Floats
from annotate.core import Annotation
from annotate.scheme import LinkType, Scheme

Key = tuple[str, str, str]

MEASURES: Mapping[str, float] = {"exact_f1": 1.0, "overlap_f1": 0.0, "iou50_f1": ENOUGH}
"""Each way to count two marks as the same, by the least intersection over union it takes."""


def spans(one: Annotation, other: Annotation, label: str) -> Floats:
    """Matched marks by each of `MEASURES`, then the marks of both."""
    left, right = one.labelled(label), other.labelled(label)
    found = matches(left, right)
    return np.array(
        [*(sum(m.iou >= least for m in found) for least in MEASURES.values()), len(left) + len(right)],
        dtype=np.float64,
    )


def drawn_types(scheme: Scheme) -> tuple[LinkType, ...]:
    """The links that people draw; those that are worked out say nothing of people's agreement."""
    return tuple(kind for kind in scheme.links if not kind.inferred)


def links(one: Annotation, other: Annotation, scheme: Scheme) -> Floats:
    """(types, 2): links that both drew between marks that mean the same, and the links of both."""
    same = partners(one, other, scheme)
    rows = []
    for kind in drawn_types(scheme):
        theirs, ours = keys(other, kind), keys(one, kind)
        both = {carried(key, same, kind) for key in ours} & theirs
        rows.append([len(both), len(ours) + len(theirs)])
    return np.array(rows, dtype=np.float64)


def partners(one: Annotation, other: Annotation, scheme: Scheme) -> dict[str, str]:
    """Mark ids of `one` to those of `other` that mean the same."""
    return {
        match.one.id: match.other.id
        for label in scheme.labels
        for match in matches(one.labelled(label.name), other.labelled(label.name))
        if match.iou >= ENOUGH
    }


def keys(annotation: Annotation, kind: LinkType) -> set[Key]:
    """The links of one type, those without a direction with their ends in a fixed order."""
    return {_key(link.from_id, link.to_id, kind) for link in annotation.links if link.type == kind.name}


def carried(key: Key, same: Mapping[str, str], kind: LinkType) -> Key | None:
    """A link as the other annotator would have drawn it; None where they lack one of its ends."""
    _, start, end = key
    return _key(same[start], same[end], kind) if start in same and end in same else None


def _key(start: str, end: str, kind: LinkType) -> Key:
    if kind.symmetric:
        start, end = sorted([start, end])
    return (kind.name, start, end)
