"""A model as one file: its numbers, its words and its card, read without running anything it says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, is_zipfile

import numpy as np
from numpy.typing import NDArray

from annotate.core.errors import UsageError
from annotate.detect.calibration import Calibration, from_json
from annotate.detect.model.encoder import Encoder
from annotate.detect.model.features import COLUMNS
from annotate.detect.model.tags import TAGS
from annotate.detect.model.weights import FloatArray, Weights
from annotate.detect.model.words import Vocabulary

FORMAT = 1
"""Raised when a file of the former shape can no longer be read."""
_BYTES = ("word", "ends")
"""Tables kept as one byte a number and a scale a row: three quarters of all numbers, and no F1 lost."""
_HALVES = "float16"


@dataclass(frozen=True)
class Model:
    """A trained network with its words; `card` says what it was trained on, when, and how well it does.

    An encoder has its own words; then `vocabulary` is empty.
    """

    weights: Weights | Encoder
    vocabulary: Vocabulary
    card: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What marks are signed with: the card's name and the first digits of the hash of its numbers."""
        return f"{self.card.get('name', 'model')} {str(self.card.get('sha256', ''))[:8]}".strip()

    @cached_property
    def calibration(self) -> Calibration:
        """What its confidences are worth, as far as that was measured."""
        return from_json(self.card.get("calibration", {}))


def save_model(model: Model, path: Path) -> Model:
    """Writes a model, and gives it as `load_model` will: rounded, the hash of its numbers on the card.

    The same model is the same bytes.
    """
    words = "\n".join(_words(model)).encode()
    stored = dict(_stored(model.weights))
    digest = sha256(words + b"".join(name.encode() + array.tobytes() for name, array in stored.items()))
    card = {**model.card, "sha256": digest.hexdigest()}
    head = {"format": FORMAT, "columns": COLUMNS, "tags": TAGS, "card": card, **_shape(model.weights)}
    stored["words"] = np.frombuffer(words, np.uint8)
    stored["head"] = np.frombuffer(json.dumps(head, ensure_ascii=False, sort_keys=True).encode(), np.uint8)
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        np.savez(file, allow_pickle=False, **stored)
    part.replace(path)
    return load_model(path)


def load_model(path: Path) -> Model:
    """A model from its file.

    Raises:
        UsageError: when there is none, or one made for another version of the detector.
    """
    try:
        with path.open("rb") as bytes_:
            if not is_zipfile(bytes_):  # NumPy would propose to unpickle it
                raise ValueError("it is no model's file, or a damaged one")
        with np.load(path, allow_pickle=False) as file:
            stored = {name: file[name] for name in file.files}
        head = json.loads(stored.pop("head").tobytes())
        words = stored.pop("words").tobytes().decode().split("\n")
        if (head["format"], head["columns"], head["tags"]) != (FORMAT, list(COLUMNS), list(TAGS)):
            raise ValueError("made for another version of the detector")
        model = _model(stored, words, head)
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
        why = (isinstance(error, OSError) and error.strerror) or error
        raise UsageError(
            f"no model can be read from {path}: {why}",
            "known: default, shipped, rules, a number of `detect models`, a file of `detect train`",
        ) from error
    return model


def _model(stored: Mapping[str, NDArray[Any]], words: Sequence[str], head: Mapping[str, Any]) -> Model:
    if "graph" not in stored:
        weights = Weights(**_restored(stored), dilations=tuple(head["dilations"]))
        return Model(weights, Vocabulary(words), head["card"])
    pieces = {piece: number for number, piece in enumerate(words)}
    encoder = Encoder(stored["graph"].tobytes(), pieces, stored["step"], head["most"])
    encoder.session  # noqa: B018 - what is damaged is found here and not at the first article
    return Model(encoder, Vocabulary(()), head["card"])


def _words(model: Model) -> Iterable[str]:
    return model.weights.pieces if isinstance(model.weights, Encoder) else model.vocabulary.words


def _shape(weights: Weights | Encoder) -> Mapping[str, Any]:
    """What of a network is no array."""
    return {"most": weights.most} if isinstance(weights, Encoder) else {"dilations": weights.dilations}


def _stored(weights: Weights | Encoder) -> Mapping[str, NDArray[Any]]:
    if isinstance(weights, Encoder):
        return {"graph": np.frombuffer(weights.graph, np.uint8), "step": weights.step}
    out: dict[str, NDArray[Any]] = {}
    for name, array in weights.arrays():
        if name in _BYTES:
            scale = (np.abs(array).max(axis=-1, keepdims=True) / 127).astype(_HALVES)
            scale[scale == 0] = 1
            out[name] = np.clip(np.rint(array / scale), -127, 127).astype(np.int8)
            out[f"{name}_scale"] = scale
        else:
            out[name] = array.astype(_HALVES)
    return out


def _restored(stored: Mapping[str, NDArray[Any]]) -> dict[str, FloatArray]:
    """As stored, in float32."""
    return {
        name: array.astype(np.float32) * stored[f"{name}_scale"].astype(np.float32)
        if name in _BYTES
        else array.astype(np.float32)
        for name, array in stored.items()
        if not name.endswith("_scale")
    }
