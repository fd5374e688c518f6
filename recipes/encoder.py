"""Fine-tunes a pretrained encoder on marked articles and writes it as a model: see docs/model.md.

To the vectors of a word's pieces is added what the shipped model, too, is told of it: shape, quotation
marks, the rules' tag, place. Its own tag is told from the states of its first and last piece, by a
conditional random field.
"""

from __future__ import annotations

import argparse
import io
import math
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoModel

from annotate.cli.app import App
from annotate.cli.detect_train import read_all
from annotate.detect.model import Model, save_model
from annotate.detect.model.encoder import INPUTS, Encoder, Window, window, windows, words_of
from annotate.detect.model.features import SIZES
from annotate.detect.model.tags import TAGS
from annotate.detect.model.words import Vocabulary
from annotate.training.data import Read
from annotate.training.encoder import load_encoder
from annotate.training.examples import tagged

MOST = 320
"""Pieces that are read at once: five to ten paragraphs."""
DROPPED, HIDDEN = 0.2, 0.05
"""Shares of a word's states and of the pieces that are withheld in training."""
WARM, LEAST = 0.06, 0.02
"""Share of the steps in which the rate rises; share of the highest rate below which it does not fall."""

CHECKED, FAR = 8, 0.001
"""Windows on which the graph is held against the network; the difference of scores that is too large."""


class Lesson(NamedTuple):
    """A window and the tag of each of its rows; separators have O."""

    window: Window
    tags: NDArray[np.int8]


class Net(nn.Module):
    """From pieces' vectors (B, P, D) to scores (B, W, tags); `step`: of one tag behind another."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(folder)
        self.bert.pooler = None
        size = self.bert.config.hidden_size
        self.tables = nn.ModuleList(nn.Embedding(values, size) for values in SIZES.values())
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.01)
        self.drop = nn.Dropout(DROPPED)
        self.out = nn.Linear(2 * size, len(TAGS))
        self.step = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.vectors.weight.requires_grad_(False)

    @property
    def vectors(self) -> nn.Embedding:
        return self.bert.embeddings.word_embeddings

    def forward(
        self, vectors: Tensor, told: Tensor, first: Tensor, last: Tensor, within: Tensor | None = None
    ) -> Tensor:
        known = sum(table(told[..., number]) for number, table in enumerate(self.tables))
        states = self.bert(inputs_embeds=vectors + known, attention_mask=within).last_hidden_state
        ends = [states.gather(1, at[..., None].expand(-1, -1, states.shape[-1])) for at in (first, last)]
        return self.out(self.drop(torch.cat(ends, -1)))


class Graph(nn.Module):
    """One window to its scores: what is written as ONNX."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, told: Tensor, first: Tensor, last: Tensor) -> Tensor:
        return self.net(self.net.vectors(pieces[None]), told[None], first[None], last[None])[0]


def lessons(reads: Sequence[Read], encoder: Encoder) -> Iterator[Lesson]:
    """What people marked, in windows as the model will read them."""
    lexicon = App().lexicon()
    for one in reads:
        passages, made = tagged(one.article, one.spans, lexicon, Vocabulary(()))
        words, lengths = list(words_of(encoder, passages)), (made.rows.lengths + 1).tolist()
        for start, end in windows([len(word) for word in words], lengths, encoder.most - 1):
            taken = window(encoder, words[start:end], made.rows.columns[start:end])
            yield Lesson(taken, made.tags[start:end])


def batches(many: Sequence[Lesson], size: int, random: np.random.Generator) -> Iterator[list[Lesson]]:
    """All lessons in a random order, about as long ones together."""
    order = sorted(random.permutation(len(many)), key=lambda one: len(many[one].tags) // 24)
    for start in random.permutation(range(0, len(order), size)):
        yield [many[one] for one in order[start : start + size]]


def loss(net: Net, batch: Sequence[Lesson], mask: int) -> Tensor:
    """Minus the log of how probable the right tags are, the mean of all words (Lafferty et al. 2001)."""
    pieces, told, first, last = (padded([getattr(one.window, name) for one in batch]) for name in INPUTS)
    hidden = (torch.rand(pieces.shape) < HIDDEN) & (told[..., 0] > 0)  # every word has a shape
    read = padded([np.ones_like(one.window.pieces) for one in batch])
    scores = net(net.vectors(torch.where(hidden, mask, pieces)), told, first, last, read)
    tags = padded([one.tags for one in batch])
    within = padded([np.ones_like(one.tags) for one in batch]).bool()
    right = scores.gather(2, tags[..., None])[..., 0]
    right[:, 1:] += net.step[tags[:, :-1], tags[:, 1:]]
    total = scores[:, 0]
    for at in range(1, scores.shape[1]):
        after = torch.logsumexp(total[:, :, None] + net.step, 1) + scores[:, at]
        total = torch.where(within[:, at, None], after, total)
    return (torch.logsumexp(total, 1).sum() - right[within].sum()) / within.sum()


def padded(arrays: Sequence[NDArray[np.integer]]) -> Tensor:
    """(B, …): arrays as long as the longest, zeros behind the others."""
    return nn.utils.rnn.pad_sequence([torch.from_numpy(one.astype(np.int64)) for one in arrays], True)


def train(net: Net, many: Sequence[Lesson], told: argparse.Namespace, mask: int) -> None:
    """Fine-tunes in place, the new parts ten times as fast as the old; the vectors of pieces stay."""
    old = [one for one in net.bert.parameters() if one.requires_grad]
    new = [one for name, one in net.named_parameters() if not name.startswith("bert.")]
    groups = [{"params": old, "lr": told.rate}, {"params": new, "lr": 10 * told.rate}]
    adam = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = told.epochs * math.ceil(len(many) / told.batch)
    rates = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1, (step + 1) / (WARM * steps)) * max(LEAST, 1 - step / steps)
    )
    random, began, losses = np.random.default_rng(told.seed), time.monotonic(), list[float]()
    net.train()
    for batch in (one for _ in range(told.epochs) for one in batches(many, told.batch, random)):
        adam.zero_grad()
        found = loss(net, batch, mask)
        found.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        adam.step()
        rates.step()
        losses.append(found.item())
        if len(losses) % 50 == 0 or len(losses) == steps:
            lately, since = np.mean(losses[-50:]), time.monotonic() - began
            say(f"step {len(losses):,} of {steps:,}: loss {lately:.4f} a word, {since:.0f} s")


def exported(net: Net) -> bytes:
    """The network as an ONNX graph whose inputs are as long as they happen to be."""
    pieces, words = ({0: torch.export.Dim(name, min=2)} for name in ("P", "W"))
    told, first, last = torch.zeros(9, len(SIZES), dtype=torch.long), torch.arange(1, 4), torch.arange(2, 5)
    file = io.BytesIO()
    torch.onnx.export(
        Graph(net).eval(), (torch.full((9,), 5), told, first, last), file, dynamo=True,
        input_names=INPUTS, output_names=["scores"], dynamic_shapes=(pieces, pieces, words, words),
        external_data=False,
    )  # fmt: skip
    return file.getvalue()


def held(net: Net, encoder: Encoder, one: Window) -> float:
    """How far the graph's scores of a window are from the network's, at most."""
    with torch.no_grad():
        scores = Graph(net).eval()(*map(torch.from_numpy, vars(one).values())).numpy()
    return float(np.abs(scores - encoder.session.run(None, vars(one))[0]).max())


def card(told: argparse.Namespace, reads: Sequence[Read], words: int) -> dict[str, object]:
    return {
        "name": told.name or told.out.stem,
        "trained": f"{datetime.now(UTC):%Y-%m-%d}",
        "from": f"the encoder {Path(*told.encoder.parts[-2:])}",
        "terms": told.terms,
        "data": {
            "articles": len(reads),
            "words": words,
            "sha256": sha256(told.data.read_bytes()).hexdigest(),
        },
        "options": {name: getattr(told, name) for name in ("epochs", "batch", "rate", "seed")},
    }


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("data", type=Path, help="marked articles, as `annotate detect train` reads them")
    parser.add_argument("--encoder", type=Path, required=True, help="a BERT's folder, as it is published")
    parser.add_argument("--out", type=Path, required=True, help="the model's file")
    parser.add_argument("--name", help="what the model is called on its card; else as its file")
    parser.add_argument("--terms", action="append", default=[], help="as of `annotate detect train`")
    parser.add_argument("--epochs", type=int, default=3, help="times that every article is read")
    parser.add_argument("--batch", type=int, default=8, help="windows a step")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="the highest learning rate")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another model")
    parser.add_argument("--threads", type=int, default=1, help="cores to train on")
    return parser.parse_args()


def main() -> None:
    told = arguments()
    torch.manual_seed(told.seed)
    torch.set_num_threads(told.threads)
    pieces = load_encoder(told.encoder).pieces
    reads, _ = read_all(told.data)
    bare = Encoder(b"", pieces, np.zeros((len(TAGS), len(TAGS)), np.float32), MOST)
    many = list(lessons(reads, bare))
    words = sum(int(one.window.told[one.window.first, 0].astype(bool).sum()) for one in many)
    say(f"{len(reads):,} readings, {words:,} words, {len(many):,} windows")
    net = Net(told.encoder)
    train(net, many, told, pieces["[MASK]"])
    encoder = Encoder(exported(net), pieces, net.step.detach().numpy(), MOST)
    if (off := max(held(net, encoder, one.window) for one in many[:CHECKED])) > FAR:
        sys.exit(
            f"the graph's scores are up to {off:.4f} off the network's: another version of torch may help"
        )
    made = save_model(Model(encoder, Vocabulary(()), card(told, reads, words)), told.out)
    say(f"{told.out}: {made.name}")


if __name__ == "__main__":
    main()
