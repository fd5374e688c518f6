"""How far the readings of one text agree, in one number to choose texts by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from annotate.consensus.agreement.matching import ENOUGH, matches
from annotate.core import Annotation
from annotate.scheme import Scheme


def agreed(readings: Sequence[Annotation], scheme: Scheme) -> float | None:
    """F1 of the marks of all labels and all pairs of annotators; None for fewer than two readings.

    Two marks of one label are the same when their intersection is at least half of their union, as in
    `annotate agreement`'s `iou50_f1`; here all labels are counted together. Where nobody marked anything
    all agree.
    """
    if len(readings) < 2:
        return None
    same = both = 0
    for one, other in combinations(readings, 2):
        for label in scheme.labels:
            left, right = one.labelled(label.name), other.labelled(label.name)
            same += sum(found.iou >= ENOUGH for found in matches(left, right))
            both += len(left) + len(right)
    return 2 * same / both if both else 1.0
