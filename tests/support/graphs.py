"""Encoders small enough to be written down: graphs that look words up in tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from annotate.detect.model import Model, save_model
from annotate.detect.model.encoder import INPUTS, Encoder
from annotate.detect.model.features import SIZES
from annotate.detect.model.tags import TAGS
from annotate.detect.model.words import Vocabulary

PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "bridge", "un", "##safe", "##ly", "said", ".")
RULE = list(SIZES).index("rule")


def believing(most: int = 32) -> Encoder:
    """An encoder that gives each word the tag that the rules give it."""
    return _encoder(np.zeros((len(PIECES), len(TAGS))), 9 * np.eye(len(TAGS)), most)


def by_piece(scores: Mapping[str, Sequence[float]], most: int = 32) -> Encoder:
    """An encoder that knows the scores of a word by its last piece."""
    table = np.array([scores.get(piece, [0.0] * len(TAGS)) for piece in PIECES])
    return _encoder(table, np.zeros((len(TAGS), len(TAGS))), most)


def written(encoder: Encoder, path: Path) -> Path:
    save_model(Model(encoder, Vocabulary(()), {"name": "tiny"}), path)
    return path


def _encoder(words: np.ndarray, rules: np.ndarray, most: int) -> Encoder:
    graph = graph_of(words.astype(np.float32), rules.astype(np.float32))
    pieces = {piece: number for number, piece in enumerate(PIECES)}
    return Encoder(graph, pieces, np.zeros((len(TAGS), len(TAGS)), np.float32), most)


def graph_of(words: np.ndarray, rules: np.ndarray, inputs: Sequence[str] = INPUTS) -> bytes:
    """words[pieces[last]] + rules[told[first, RULE]]."""
    nodes = [
        helper.make_node("Gather", [inputs[0], inputs[3]], ["piece"]),
        helper.make_node("Gather", ["words", "piece"], ["known"]),
        helper.make_node("Gather", [inputs[1], inputs[2]], ["row"]),
        helper.make_node("Gather", ["row", "column"], ["rule"], axis=1),
        helper.make_node("Gather", ["rules", "rule"], ["ruled"]),
        helper.make_node("Add", ["known", "ruled"], ["scores"]),
    ]
    sizes = (["P"], ["P", len(SIZES)], ["W"], ["W"])
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, size)
            for name, size in zip(inputs, sizes, strict=True)
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["W", len(TAGS)])],
        [
            numpy_helper.from_array(array, name)
            for name, array in (("words", words), ("rules", rules), ("column", np.array(RULE)))
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.checker.check_model(model)
    return model.SerializeToString()
