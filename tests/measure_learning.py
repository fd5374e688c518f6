"""How much a model learns from so many articles: a team's first weeks, played through on a public corpus.

    python -m tests.measure_learning TRAIN.jsonl DEV.jsonl --vectors VECTORS.npz --sizes 0,100,400

Each seed draws articles of TRAIN anew and trains from word vectors alone, so nothing of the corpus is known
before; 0 articles are the rules. Prints exact F1 on DEV of sources, cues and assertions, a line a run. Small
sets are read more often (PASSES articles in all, each at least EPOCHS times), fewer articles a step, so
that all learn in some STEPS. All sizes take 35 minutes of processor time a seed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from annotate.cli.app import App
from annotate.cli.gold_lines import read_readings
from annotate.detect import Detector, Model
from annotate.evaluation import compare
from annotate.evaluation.gold import Gold
from annotate.evaluation.measure import of_label
from annotate.evaluation.reading import marked_by
from annotate.training.data import gathered, read
from annotate.training.options import Options
from annotate.training.train import first, trained
from annotate.training.vectors import Vectors, load_vectors

LABELS = ("SOURCE", "CUE", "ASSERTION")
PASSES, EPOCHS, STEPS = 2000, 9, 2000


def main() -> None:
    given = _options()
    app, vectors = App(), load_vectors(given.vectors)
    corpus, held = (read_readings(file, {})[0] for file in (given.train, given.dev))
    print("| articles | seed | source | cue | assertion | minutes |\n| --: | --: | --: | --: | --: | --: |")
    for size in given.sizes:
        for seed in given.seeds if size else given.seeds[:1]:
            begun = time.monotonic()
            order = np.random.default_rng(seed).permutation(len(corpus))[:size]
            model = learnt(app, [corpus[at] for at in order], vectors, seed) if size else None
            found = scores(app, model, held)
            minutes = (time.monotonic() - begun) / 60
            print(
                f"| {size} | {seed} | {' | '.join(f'{100 * one:.1f}' for one in found)} | {minutes:.1f} |",
                flush=True,
            )


def learnt(app: App, golds: Sequence[Gold], vectors: Vectors, seed: int) -> Model:
    epochs = max(EPOCHS, round(PASSES / len(golds)))
    batch = max(1, round(epochs * len(golds) / STEPS))
    options = replace(Options(), seed=seed, epochs=epochs, batch=batch)
    start = first(vectors, options)
    data = gathered((read(one, one.text or "") for one in golds), app.lexicon(), start.vocabulary)
    with TemporaryDirectory() as folder:
        return trained(start, data, options, {"name": "learnt"}, Path(folder, "m.npz"), lambda *_: None)


def scores(app: App, model: Model | None, held: Sequence[Gold]) -> Iterable[float]:
    detector = Detector(app.lexicon(), app.scheme, model)
    compared = compare(held, marked_by(detector.detect, {}))
    return [of_label(compared, label)["exact"].f1.value or 0.0 for label in LABELS]


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description="Exact F1 by how many articles were learnt from.")
    options.add_argument("train", type=Path)
    options.add_argument("dev", type=Path)
    options.add_argument("--vectors", type=Path, required=True)
    numbers = lambda text: [int(one) for one in text.split(",")]  # noqa: E731
    options.add_argument("--sizes", type=numbers, default=[0, 25, 50, 100, 200, 400, 840])
    options.add_argument("--seeds", type=numbers, default=[1, 2, 3])
    return options.parse_args()


if __name__ == "__main__":
    main()
