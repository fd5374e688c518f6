"""Spans as one tag a word and back: O outside, B at a span's first word, I at its others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from annotate.detect.sources import Range

LABELS = ("SOURCE", "CUE", "ASSERTION")
TAGS = ("O", *(f"{part}-{label}" for label in LABELS for part in "BI"))
Spans = Iterable[tuple[str, Range]]
"""A label and the words it is on; longer spans first, where some lie inside others."""


def begin(label: str) -> int:
    """The number of a label's B; that of its I is one more."""
    return 1 + 2 * LABELS.index(label)


def encode(words: int, spans: Spans) -> NDArray[np.int8]:
    """A tag for each of so many words; of two spans on one word the later stands."""
    tags = np.zeros(words, np.int8)
    for label, (start, end) in spans:
        tags[start:end] = begin(label) + 1
        tags[start] = begin(label)
    return tags


def decode(tags: Sequence[int]) -> list[tuple[str, Range]]:
    """The spans of a sequence of tags; an I that continues nothing begins a span."""
    found: list[tuple[str, Range]] = []
    label, start = 0, 0
    for at, tag in enumerate([*tags, 0]):
        if label and tag == label + 1:
            continue
        if label:
            found.append((LABELS[label // 2], (start, at)))
        label, start = (tag - 1) // 2 * 2 + 1 if tag else 0, at
    return found
