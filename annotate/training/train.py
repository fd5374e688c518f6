"""A model from data: from nothing, or on from one that is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from annotate.core.errors import UsageError
from annotate.detect.model import Model, save_model
from annotate.detect.model.encoder import Encoder
from annotate.detect.model.weights import Weights
from annotate.training.begin import begin
from annotate.training.data import Data
from annotate.training.loop import train
from annotate.training.options import Options
from annotate.training.state import State, resumed, save, started
from annotate.training.vectors import Vectors

Progress = Callable[[int, float], None]


def first(vectors: Vectors, options: Options) -> Model:
    """A model that has learnt nothing, on word vectors."""
    from annotate.detect.model.words import Vocabulary

    return Model(begin(vectors.array, options), Vocabulary(vectors.words), {})


def trained(
    base: Model, data: Data, options: Options, card: Mapping[str, Any], out: Path, progress: Progress
) -> Model:
    """Trains on from `base`, writes the model and gives it; stopped at any point, the next call goes on.

    After each epoch where it stands is written beside `out`, and removed at the end. The same base, data and
    options give the same numbers, bit for bit, stopped in between or not.

    Args:
        card: what is to be said of the model beside the options and the data's size and digest. Its `terms`,
            under which that data is published, come behind those of what `base` has learnt from.
        progress: told the epoch that is done and the mean loss of a word in it.

    Raises:
        UsageError: when what stands beside `out` is of other data or options, or `base` is an encoder.
    """
    beside = checkpoint(out)
    digest = f"{data.digest} {base.card.get('sha256', '')}"
    state = started(learnable(base))
    if beside.exists():
        state = resumed(state, beside, options, digest)

    def told(now: State, loss: float) -> None:
        save(now, beside, options, digest)
        progress(now.epochs, loss)

    weights = train(state, data.examples, options, told)
    on = {"articles": len(data.examples), "words": data.words, "sha256": data.digest}
    terms = list(dict.fromkeys([*base.card.get("terms", ()), *card.get("terms", ())]))
    told_of = {**card, "terms": terms, "data": on, "options": asdict(options)}
    model = save_model(Model(weights, base.vocabulary, told_of), out)
    beside.unlink(missing_ok=True)
    return model


def learnable(base: Model) -> Weights:
    """The numbers that training goes on from.

    Raises:
        UsageError: when it is an encoder, which is fine-tuned elsewhere.
    """
    if isinstance(base.weights, Encoder):
        raise UsageError(
            f"training cannot go on from {base.name}: it is a fine-tuned encoder",
            "go on from the shipped model (--from shipped), or fine-tune again (docs/model.md)",
        )
    return base.weights


def checkpoint(out: Path) -> Path:
    """Where a training that makes the model `out` says how far it is."""
    return out.with_name(f"{out.name}.checkpoint")
