"""A pretrained encoder's way forward over words by themselves, in NumPy: enough to take vectors from it.

Reads the folder in which models such as all-MiniLM-L6-v2 are published: `model.safetensors`, `vocab.txt`,
`config.json`. The architecture is BERT's (Devlin et al. 2019).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotate.core.errors import UsageError
from annotate.detect.model.network import gelu
from annotate.detect.model.weights import FloatArray

_KINDS = {"F32": np.float32, "F16": np.float16}


@dataclass(frozen=True)
class Encoder:
    """`arrays` by the names of the published file, `pieces` to their numbers."""

    arrays: Mapping[str, FloatArray]
    pieces: Mapping[str, int]
    layers: int
    heads: int


def load_encoder(folder: Path) -> Encoder:
    """An encoder from its folder.

    Raises:
        UsageError: when a file is missing or is not what it should be.
    """
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        vocabulary = (folder / "vocab.txt").read_text("utf-8").splitlines()
        arrays = dict(_safetensors(folder / "model.safetensors"))
        layers, heads = config["num_hidden_layers"], config["num_attention_heads"]
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(
            f"no encoder can be read from {folder}: {error}",
            "name the folder with config.json, vocab.txt and model.safetensors",
        ) from error
    return Encoder(arrays, {piece: number for number, piece in enumerate(vocabulary)}, layers, heads)


def _safetensors(path: Path) -> Iterator[tuple[str, FloatArray]]:
    """The arrays of floats in a file: a length, a JSON header with places, then the numbers."""
    content = path.read_bytes()
    size = int.from_bytes(content[:8], "little")
    for name, known in json.loads(content[8 : 8 + size]).items():
        if known.get("dtype") in _KINDS:
            start, end = (8 + size + offset for offset in known["data_offsets"])
            numbers = np.frombuffer(content[start:end], _KINDS[known["dtype"]])
            yield name, numbers.reshape(known["shape"]).astype(np.float32)


def states(encoder: Encoder, words: Sequence[tuple[int, ...]]) -> list[FloatArray]:
    """After each layer, and before the first, the mean over each word's pieces: (words, size) each.

    Every word of `words` has as many pieces as the others.
    """
    arrays = encoder.arrays
    ids = np.array([(encoder.pieces["[CLS]"], *one, encoder.pieces["[SEP]"]) for one in words])
    x = arrays["embeddings.word_embeddings.weight"][ids]
    x = x + arrays["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = _norm(x + arrays["embeddings.token_type_embeddings.weight"][0], arrays, "embeddings.LayerNorm")
    found = [x[:, 1:-1].mean(axis=1)]
    for number in range(encoder.layers):
        x = _layer(x, encoder, f"encoder.layer.{number}")
        found.append(x[:, 1:-1].mean(axis=1))
    return found


def _layer(x: FloatArray, encoder: Encoder, name: str) -> FloatArray:
    arrays = encoder.arrays
    told = _dense(_attention(x, encoder, f"{name}.attention.self"), arrays, f"{name}.attention.output.dense")
    x = _norm(x + told, arrays, f"{name}.attention.output.LayerNorm")
    wide = gelu(_dense(x, arrays, f"{name}.intermediate.dense"))
    return _norm(x + _dense(wide, arrays, f"{name}.output.dense"), arrays, f"{name}.output.LayerNorm")


def _attention(x: FloatArray, encoder: Encoder, name: str) -> FloatArray:
    words, length, size = x.shape
    query, key, value = (
        _dense(x, encoder.arrays, f"{name}.{part}")
        .reshape(words, length, encoder.heads, -1)
        .transpose(0, 2, 1, 3)
        for part in ("query", "key", "value")
    )
    weight = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(size // encoder.heads))
    weight = np.exp(weight - weight.max(axis=-1, keepdims=True))
    weight /= weight.sum(axis=-1, keepdims=True)
    out: FloatArray = (weight @ value).transpose(0, 2, 1, 3).reshape(words, length, size)
    return out


def _dense(x: FloatArray, arrays: Mapping[str, FloatArray], name: str) -> FloatArray:
    out: FloatArray = x.reshape(-1, x.shape[-1]) @ arrays[f"{name}.weight"].T + arrays[f"{name}.bias"]
    return out.reshape(*x.shape[:-1], -1)


def _norm(x: FloatArray, arrays: Mapping[str, FloatArray], name: str) -> FloatArray:
    off = x - x.mean(axis=-1, keepdims=True)
    scale: NDArray[np.float32] = np.sqrt((off * off).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    out: FloatArray = off / scale * arrays[f"{name}.weight"] + arrays[f"{name}.bias"]
    return out
