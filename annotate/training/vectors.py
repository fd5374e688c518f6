"""Word vectors out of a pretrained encoder, each word by itself: what a small network need not learn anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from annotate.core.errors import UsageError
from annotate.detect.model.pieces import pieces_of
from annotate.detect.model.weights import FloatArray
from annotate.detect.tokens import tokenize
from annotate.training.encoder import Encoder, states

SIZE = 96
LAYERS = (0, 1, 3, 6)
"""After which the encoder's states are taken: from what a word is to what it means."""
_TWICE = 2
_BATCH, _FITTED = 256, 20_000


@dataclass(frozen=True)
class Vectors:
    """`array` is (words, SIZE)."""

    words: tuple[str, ...]
    array: FloatArray


def words_of(texts: Iterable[str], encoder: Encoder) -> dict[str, int]:
    """Words that the texts have twice, the commonest first, then the encoder's own; how often each occurs."""
    counts = Counter(token.low for text in texts for token in tokenize(text))
    common = {word: count for word, count in counts.most_common() if count >= _TWICE}
    whole = (piece for piece in encoder.pieces if piece.isalpha() and piece.isascii())
    return common | {word: counts[word] for word in whole if word not in common}


def word_vectors(counts: Mapping[str, int], encoder: Encoder) -> Vectors:
    """The vectors of words by their states in the encoder, reduced to SIZE principal components.

    Common words weigh more in what is kept (by the fourth root of their count); the first component has a
    standard deviation of 1.
    """
    words = tuple(counts)
    found = _states([pieces_of(word, encoder.pieces) for word in words], encoder)
    weight = np.array([(counts[word] + 1) ** 0.25 for word in words], np.float32)
    found -= (found * weight[:, None]).sum(axis=0) / weight.sum()
    fitted = (found * weight[:, None])[:_FITTED]
    _, axes = np.linalg.eigh(fitted.T @ fitted)
    axes = axes[:, ::-1][:, :SIZE]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    array = found @ axes
    return Vectors(words, (array / array[:, 0].std()).astype(np.float32))


def _states(pieces: Sequence[tuple[int, ...]], encoder: Encoder) -> FloatArray:
    """The words' states side by side, each of length 1; words of as many pieces go through together."""
    chosen = [layer for layer in LAYERS if layer <= encoder.layers]
    size = encoder.arrays["embeddings.word_embeddings.weight"].shape[1]
    out = np.zeros((len(pieces), len(chosen) * size), np.float32)
    by_length: dict[int, list[int]] = {}
    for number, one in enumerate(pieces):
        by_length.setdefault(len(one), []).append(number)
    for numbers in by_length.values():
        for at in range(0, len(numbers), _BATCH):
            some = numbers[at : at + _BATCH]
            after = states(encoder, [pieces[number] for number in some])
            parts = [after[layer] / np.linalg.norm(after[layer], axis=1, keepdims=True) for layer in chosen]
            out[some] = np.concatenate(parts, axis=1)
    return out


def save_vectors(vectors: Vectors, path: Path) -> None:
    """Writes vectors as one file; the same vectors are the same bytes."""
    words = np.frombuffer("\n".join(vectors.words).encode(), np.uint8)
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, words=words, array=vectors.array)


def load_vectors(path: Path) -> Vectors:
    """Vectors from their file.

    Raises:
        UsageError: when there is none.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            return Vectors(tuple(file["words"].tobytes().decode().split("\n")), file["array"])
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise UsageError(
            f"no word vectors at {path}: {error}", "make them: annotate detect prepare vectors"
        ) from error
