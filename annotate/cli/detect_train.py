"""`annotate detect train`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import counted, say
from annotate.core.errors import Refused, UsageError

if TYPE_CHECKING:
    from annotate.detect import Model
    from annotate.training.data import Read
    from annotate.training.options import Options

file = click.Path(dir_okay=False, path_type=Path)


@click.command("train", short_help="Make a model from articles that people marked.")
@click.argument("data", type=file, required=False)
@click.option("--out", type=file, help="The model's file.")
@click.option("--campaign", help="Learn from a campaign of the home's, and go on from the shipped model.")
@click.option("--from", "base", metavar="default|PATH", help="Go on from a model; default: from nothing.")
@click.option("--vectors", type=file, help="Of `detect prepare vectors`; needed to train from nothing.")
@click.option("--name", help="What the model is called on its card; default: the file's name.")
@click.option(
    "--terms",
    multiple=True,
    metavar="TEXT",
    help="For the card: what DATA or the vectors are and under which terms published; may be repeated.",
)
@click.option(
    "--epochs",
    type=click.IntRange(min=1),
    help="Times that every article is read; default: 9, going on from a model 6.",
)
@click.option(
    "--rate",
    type=click.FloatRange(min=0, min_open=True),
    help="The highest learning rate; default: 0.0025, going on from a model 0.0008.",
)
@click.option("--seed", type=click.IntRange(min=0), help="Another seed, another model.")
def command(
    data: Path | None,
    out: Path | None,
    campaign: str | None,
    base: str | None,
    vectors: Path | None,
    name: str | None,
    terms: tuple[str, ...],
    epochs: int | None,
    rate: float | None,
    seed: int | None,
) -> int:
    """Make a model from articles that people marked; from DATA it needs no home.

    DATA is JSON Lines as of `detect evaluate`. Run again after a stop, it goes on behind the last epoch that
    was done. The same data, options and start give the same model, bit for bit.

    With --campaign the home's own model learns from what its annotators agreed on and what was decided. One
    article in five is held back to measure by; the new model pre-marks from then on where it is surely
    better than the one in force. Every one is kept with its card: see `annotate detect models`.
    """
    if campaign is not None:
        if data is not None or out is not None or base is not None or vectors is not None or terms:
            raise UsageError("--campaign says it all", "leave out DATA, --out, --from, --vectors and --terms")
        from annotate.cli.detect_learn import learn_from

        return learn_from(App(), campaign, epochs, rate, seed)
    if data is None or out is None:
        raise UsageError("there is nothing to learn from", "name DATA and --out, or --campaign")
    from annotate.training.data import gathered
    from annotate.training.options import GENTLE, Options
    from annotate.training.train import trained

    usual = Options() if base is None else GENTLE
    options = replace(
        usual,
        epochs=usual.epochs if epochs is None else epochs,
        rate=usual.rate if rate is None else rate,
        seed=usual.seed if seed is None else seed,
    )
    app = App()
    start = _start(app, base, vectors, options)
    reads, refused = read_all(data)
    known = gathered(reads, app.lexicon(), start.vocabulary)
    if not known.examples:
        raise UsageError(f"{data} holds nothing to learn from", "each line needs a text and marks or spans")
    options = options.fitted(len(known.examples))
    step = counted(options.batch, "reading")
    say(f"{counted(len(known.examples), 'reading')}, {known.words:,} words; {step} a step")
    card = {
        "name": name or out.stem,
        "trained": f"{datetime.now(UTC):%Y-%m-%d}",
        "from": _told(start, vectors),
        "terms": terms,
    }
    made = trained(
        start, known, options, card, out, lambda n, loss: say(f"epoch {n}: loss {loss:.4f} a word")
    )
    say(f"{out}: {made.name}")
    return Refused.exit_code if refused else 0


def _start(app: App, base: str | None, vectors: Path | None, options: Options) -> Model:
    from annotate.training.train import first, learnable
    from annotate.training.vectors import load_vectors

    if base is not None and vectors is None and base != "rules":
        found = app.detector(base).model
        if found is not None:
            learnable(found)
            return found
    if base is None and vectors is not None:
        return first(load_vectors(vectors), options)
    raise UsageError(
        "a training begins from one of a model and word vectors",
        "name --from default, or --vectors FILE (made by: annotate detect prepare vectors)",
    )


def _told(start: Model, vectors: Path | None) -> str:
    return start.name if vectors is None else f"nothing, on the word vectors {vectors.name}"


def read_all(data: Path) -> tuple[list[Read], int]:
    """The readings of a file that can be learnt from, and how many cannot, which are named."""
    from annotate.evaluation.reading import read_gold
    from annotate.intake.readers.base import Refusal
    from annotate.training.data import read

    found, refused = [], 0
    for number, one in enumerate(read_gold(data, {}), 1):
        try:
            if isinstance(one, Refusal):
                raise Refused(one.reason)
            found.append(read(one, one.text or ""))
        except Refused as error:
            say(f"refused: {data}: reading {number}: {error}")
            refused += 1
    return found, refused
