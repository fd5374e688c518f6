"""The network's numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """All arrays of a network of L layers that are D wide, for K tags; float32.

    Attributes:
        word, ends, shape, quote, rule, edge, place: tables, a row a value of the column; `ends` is three.
        enter, enter_bias: from a word's rows together to D.
        mix, mix_bias: (L, 3 D, D): from a word, the one `dilations[l]` before and the one as far behind.
        back, back_bias: (L, D, D): what a layer adds.
        norm, norm_bias: (L + 1, D): of each layer's input, and of the last one's output.
        tag, tag_bias: from D to the tags' scores.
        step: (K, K): score of one tag behind another.
        dilations: how far each layer looks.
    """

    word: FloatArray
    ends: FloatArray
    shape: FloatArray
    quote: FloatArray
    rule: FloatArray
    edge: FloatArray
    place: FloatArray
    enter: FloatArray
    enter_bias: FloatArray
    mix: FloatArray
    mix_bias: FloatArray
    back: FloatArray
    back_bias: FloatArray
    norm: FloatArray
    norm_bias: FloatArray
    tag: FloatArray
    tag_bias: FloatArray
    step: FloatArray
    dilations: tuple[int, ...]

    def arrays(self) -> Iterator[tuple[str, FloatArray]]:
        """Every array by its name, in a fixed order."""
        for field in fields(self):
            if field.name != "dilations":
                yield field.name, getattr(self, field.name)
