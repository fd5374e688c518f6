"""The network forward and backward, with what is dropped at random: the derivatives written out by hand.

Forward without anything dropped is `annotate.detect.model.network`, of which the parts are used here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotate.detect.model.features import IntArray
from annotate.detect.model.network import CUBE, EPSILON, SLOPE, embed, widen
from annotate.detect.model.weights import FloatArray, Weights

Gradient = dict[str, FloatArray]
"""For each array of the weights but the tables, by name, the derivative of the loss."""


@dataclass(frozen=True)
class Dropped:
    """Factors, 0 or a little over 1, for each row: of what enters, of each layer's middle, of what leaves."""

    enter: FloatArray
    layers: Sequence[FloatArray]
    leave: FloatArray


@dataclass(frozen=True)
class _Layer:
    """What a layer's way back needs of its way forward."""

    normed: FloatArray
    scale: FloatArray
    wide: FloatArray
    hidden: FloatArray
    tanh: FloatArray
    active: FloatArray


@dataclass(frozen=True)
class Forward:
    """The scores of an article, and what the way back needs."""

    scores: FloatArray
    entered: FloatArray
    layers: Sequence[_Layer]
    normed: FloatArray
    scale: FloatArray
    left: FloatArray


def forward(weights: Weights, columns: IntArray, dropped: Dropped) -> Forward:
    """The scores of each tag at each row of an article."""
    entered: FloatArray = embed(weights, columns) * dropped.enter
    x: FloatArray = entered @ weights.enter + weights.enter_bias
    layers = []
    for number, dilation in enumerate(weights.dilations):
        normed, scale = _normed(x)
        z = normed * weights.norm[number] + weights.norm_bias[number]
        wide = widen(z, dilation)
        hidden = wide @ weights.mix[number] + weights.mix_bias[number]
        tanh = np.tanh(SLOPE * hidden * (1 + CUBE * hidden * hidden))
        active = np.float32(0.5) * hidden * (1 + tanh) * dropped.layers[number]
        layers.append(_Layer(normed, scale, wide, hidden, tanh, active))
        x = x + active @ weights.back[number] + weights.back_bias[number]
    normed, scale = _normed(x)
    left = (normed * weights.norm[-1] + weights.norm_bias[-1]) * dropped.leave
    return Forward(left @ weights.tag + weights.tag_bias, entered, layers, normed, scale, left)


def backward(
    weights: Weights, known: Forward, dropped: Dropped, d_scores: FloatArray
) -> tuple[Gradient, FloatArray]:
    """From the loss's derivative by the scores those by the weights, and by what the tables gave.

    The latter is (rows, …), laid out as `embed` lays out the tables.
    """
    out: Gradient = {name: np.zeros_like(array) for name, array in weights.arrays() if name in STACKED}
    out["tag"], out["tag_bias"] = known.left.T @ d_scores, d_scores.sum(axis=0)
    d_z = d_scores @ weights.tag.T * dropped.leave
    out["norm"][-1], out["norm_bias"][-1] = (d_z * known.normed).sum(axis=0), d_z.sum(axis=0)
    d_x = _norm_back(d_z * weights.norm[-1], known.normed, known.scale)
    for number in range(len(weights.dilations) - 1, -1, -1):
        d_x = d_x + _layer_back(weights, number, known.layers[number], dropped.layers[number], d_x, out)
    out["enter"], out["enter_bias"] = known.entered.T @ d_x, d_x.sum(axis=0)
    return out, d_x @ weights.enter.T * dropped.enter


STACKED = ("mix", "mix_bias", "back", "back_bias", "norm", "norm_bias")


def _layer_back(
    weights: Weights, number: int, known: _Layer, dropped: FloatArray, d_x: FloatArray, out: Gradient
) -> FloatArray:
    out["back"][number], out["back_bias"][number] = known.active.T @ d_x, d_x.sum(axis=0)
    d_hidden = d_x @ weights.back[number].T * dropped
    d_hidden *= _slope(known.hidden, known.tanh)
    out["mix"][number], out["mix_bias"][number] = known.wide.T @ d_hidden, d_hidden.sum(axis=0)
    d_z = _narrow(d_hidden @ weights.mix[number].T, weights.dilations[number])
    out["norm"][number] = (d_z * known.normed).sum(axis=0)
    out["norm_bias"][number] = d_z.sum(axis=0)
    return _norm_back(d_z * weights.norm[number], known.normed, known.scale)


def _normed(x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Rows with mean 0 and variance 1, and what each was multiplied by."""
    normed: FloatArray = x - x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", normed, normed) / np.float32(x.shape[1])
    scale: FloatArray = 1 / np.sqrt(variance + EPSILON)[:, None]
    normed *= scale
    return normed, scale


def _norm_back(d_normed: FloatArray, normed: FloatArray, scale: FloatArray) -> FloatArray:
    along = np.einsum("ij,ij->i", d_normed, normed)[:, None] / np.float32(normed.shape[1])
    out: FloatArray = (d_normed - d_normed.mean(axis=1, keepdims=True) - normed * along) * scale
    return out


def _slope(x: FloatArray, tanh: FloatArray) -> FloatArray:
    """The derivative of `gelu`."""
    half = np.float32(0.5)
    inner = SLOPE * (1 + 3 * CUBE * x * x)
    out: FloatArray = half * (1 + tanh) + half * x * (1 - tanh * tanh) * inner
    return out


def _narrow(d_wide: FloatArray, dilation: int) -> FloatArray:
    """The way back through `widen`."""
    size = d_wide.shape[1] // 3
    out = d_wide[:, size : 2 * size].copy()
    out[:-dilation] += d_wide[dilation:, :size]
    out[dilation:] += d_wide[:-dilation, 2 * size :]
    return out
