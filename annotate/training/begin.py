"""A network before its first step."""

from __future__ import annotations

import math

import numpy as np

from annotate.detect.model.features import SIZES
from annotate.detect.model.tags import TAGS
from annotate.detect.model.weights import FloatArray, Weights
from annotate.detect.model.words import ENDS
from annotate.training.options import Options

_WIDTHS = {"ends": 24, "shape": 12, "quote": 8, "rule": 24, "edge": 8, "place": 4}
_VECTORS = np.float32(0.5)
"""What word vectors are multiplied by, so that they are as large as the other tables."""


def begin(vectors: FloatArray, options: Options) -> Weights:
    """Random weights, in the sizes that keep rows about as large from layer to layer.

    Args:
        vectors: (words, size): of the vocabulary, in its order.
    """
    random = np.random.default_rng(options.seed)

    def drawn(*shape: int, scale: float) -> FloatArray:
        return (random.standard_normal(shape, np.float32) * np.float32(scale)).astype(np.float32)

    wide, layers, tags = options.width, len(options.dilations), len(TAGS)
    entering = vectors.shape[1] + 3 * _WIDTHS["ends"] + sum(_WIDTHS[name] for name in SIZES)
    unknown = np.zeros((1, vectors.shape[1]), np.float32)
    return Weights(
        word=np.concatenate([unknown, vectors * _VECTORS]).astype(np.float32),
        ends=drawn(3, ENDS, _WIDTHS["ends"], scale=0.1),
        **{name: drawn(size, _WIDTHS[name], scale=0.3) for name, size in SIZES.items()},
        enter=drawn(entering, wide, scale=1 / math.sqrt(entering)),
        enter_bias=np.zeros(wide, np.float32),
        mix=drawn(layers, 3 * wide, wide, scale=math.sqrt(2 / (3 * wide))),
        mix_bias=np.zeros((layers, wide), np.float32),
        back=drawn(layers, wide, wide, scale=0.5 / math.sqrt(wide)),
        back_bias=np.zeros((layers, wide), np.float32),
        norm=np.ones((layers + 1, wide), np.float32),
        norm_bias=np.zeros((layers + 1, wide), np.float32),
        tag=drawn(wide, tags, scale=1 / math.sqrt(wide)),
        tag_bias=np.zeros(tags, np.float32),
        step=drawn(tags, tags, scale=0.1),
        dilations=options.dilations,
    )
