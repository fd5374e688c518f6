"""The network forward: dilated convolutions over a whole article, in NumPy.

Nothing runs from word to word, so that a layer is two products of matrices over all words at once
(the scheme is that of Strubell et al. 2017, "Fast and accurate entity recognition with iterated dilated
convolutions", here as residual blocks).
"""

from __future__ import annotations

import numpy as np

from annotate.detect.model.features import IntArray
from annotate.detect.model.weights import FloatArray, Weights

EPSILON = np.float32(1e-5)
SLOPE, CUBE = np.float32(0.7978845608), np.float32(0.044715)


def emissions_of(weights: Weights, columns: IntArray, first: int, end: int) -> FloatArray:
    """(end - first, tags): of some rows of an article, read with as many around as all layers look at."""
    start = max(first - sum(weights.dilations), 0)
    return emissions(weights, columns[start : end + sum(weights.dilations)])[first - start : end - start]


def emissions(weights: Weights, columns: IntArray) -> FloatArray:
    """(rows, tags): the score of each tag at each row of one article.

    Arrays are filled again from layer to layer: making them anew costs a third of the time.
    """
    x = embed(weights, columns) @ weights.enter
    x += weights.enter_bias
    z, wide = np.empty_like(x), np.empty((len(x), 3 * x.shape[1]), np.float32)
    hidden, curve = (np.empty((len(x), weights.mix.shape[2]), np.float32) for _ in range(2))
    for layer, dilation in enumerate(weights.dilations):
        _scaled(x, weights, layer, z)
        np.matmul(widen(z, dilation, wide), weights.mix[layer], out=hidden)
        hidden += weights.mix_bias[layer]
        np.matmul(gelu(hidden, curve), weights.back[layer], out=z)
        z += weights.back_bias[layer]
        x += z
    scores: FloatArray = _scaled(x, weights, -1, z) @ weights.tag
    scores += weights.tag_bias
    return scores


def _scaled(x: FloatArray, weights: Weights, layer: int, out: FloatArray) -> FloatArray:
    """What a layer works on."""
    norm(x, out)
    out *= weights.norm[layer]
    out += weights.norm_bias[layer]
    return out


def embed(weights: Weights, columns: IntArray) -> FloatArray:
    """(rows, …): the rows of all tables side by side."""
    ends = (weights.ends[number][columns[:, 1 + number]] for number in range(len(weights.ends)))
    tables = (weights.shape, weights.quote, weights.rule, weights.edge, weights.place)
    few = (table[columns[:, 4 + number]] for number, table in enumerate(tables))
    return np.concatenate([weights.word[columns[:, 0]], *ends, *few], axis=1)


def norm(x: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """Each row with mean 0 and variance 1 (Ba et al. 2016, without the scale)."""
    centred: FloatArray = np.subtract(x, x.mean(axis=1, keepdims=True), out=out)
    variance = np.einsum("ij,ij->i", centred, centred) / np.float32(x.shape[1])
    centred /= np.sqrt(variance + EPSILON)[:, None]
    return centred


def widen(z: FloatArray, dilation: int, out: FloatArray | None = None) -> FloatArray:
    """(rows, 3 D): beside each row the one `dilation` before and the one behind; zeros beyond the ends."""
    rows, size = z.shape
    out = np.empty((rows, 3 * size), np.float32) if out is None else out
    out[:dilation, :size] = 0
    out[dilation:, :size] = z[:-dilation]
    out[:, size : 2 * size] = z
    out[:-dilation, 2 * size :] = z[dilation:]
    out[-dilation:, 2 * size :] = 0
    return out


def gelu(x: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """x where x is large, 0 where small, smooth between (Hendrycks and Gimpel 2016, their tanh form)."""
    out = np.multiply(x, x, out=out)
    out *= CUBE
    out += 1
    out *= x
    out *= SLOPE
    np.tanh(out, out=out)
    out += 1
    out *= x
    out *= np.float32(0.5)
    return out
