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


def emissions(weights: Weights, columns: IntArray) -> FloatArray:
    """(rows, tags): the score of each tag at each row of one article."""
    x = embed(weights, columns) @ weights.enter
    x += weights.enter_bias
    for layer, dilation in enumerate(weights.dilations):
        z = norm(x)
        z *= weights.norm[layer]
        z += weights.norm_bias[layer]
        hidden = widen(z, dilation) @ weights.mix[layer]
        hidden += weights.mix_bias[layer]
        x += gelu(hidden) @ weights.back[layer]
        x += weights.back_bias[layer]
    z = norm(x)
    z *= weights.norm[-1]
    z += weights.norm_bias[-1]
    scores: FloatArray = z @ weights.tag + weights.tag_bias
    return scores


def embed(weights: Weights, columns: IntArray) -> FloatArray:
    """(rows, …): the rows of all tables side by side."""
    ends = (weights.ends[number][columns[:, 1 + number]] for number in range(len(weights.ends)))
    tables = (weights.shape, weights.quote, weights.rule, weights.edge, weights.place)
    few = (table[columns[:, 4 + number]] for number, table in enumerate(tables))
    return np.concatenate([weights.word[columns[:, 0]], *ends, *few], axis=1)


def norm(x: FloatArray) -> FloatArray:
    """Each row with mean 0 and variance 1 (Ba et al. 2016, without the scale)."""
    out: FloatArray = x - x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", out, out) / np.float32(x.shape[1])
    out /= np.sqrt(variance + EPSILON)[:, None]
    return out


def widen(z: FloatArray, dilation: int) -> FloatArray:
    """(rows, 3 D): beside each row the one `dilation` before and the one behind; zeros beyond the ends."""
    rows, wide = z.shape
    out = np.zeros((rows, 3 * wide), np.float32)
    out[dilation:, :wide] = z[:-dilation]
    out[:, wide : 2 * wide] = z
    out[:-dilation, 2 * wide :] = z[dilation:]
    return out


def gelu(x: FloatArray) -> FloatArray:
    """x where x is large, 0 where small, smooth between (Hendrycks and Gimpel 2016, their tanh form)."""
    out = x * x
    out *= CUBE
    out += 1
    out *= x
    out *= SLOPE
    np.tanh(out, out=out)
    out += 1
    out *= x
    out *= np.float32(0.5)
    return out
