"""`annotate detect prepare`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from annotate.cli.output import counted, deliver, say
from annotate.core.errors import UsageError

folder = click.Path(file_okay=False, path_type=Path)
file = click.Path(dir_okay=False, path_type=Path)


@click.group("prepare", short_help="Make what a model is trained with.")
def command() -> None:
    """Make what a model is trained with: marked articles, and word vectors."""


@command.command("polnear", short_help="The PolNeAR corpus as training data.")
@click.argument("corpus", type=folder)
@click.option("--part", default="train", show_default=True, help="train, dev or test.")
@click.option("--out", type=file, required=True, help="The JSON Lines to write.")
def polnear(corpus: Path, part: str, out: Path) -> None:
    """The PolNeAR corpus as training data.

    CORPUS is a clone of https://github.com/networkdynamics/PolNeAR. Its texts belong to their publishers.
    """
    from annotate.training.polnear import rows

    lines = [json.dumps(row, ensure_ascii=False) for row in rows(corpus, part)]
    deliver("".join(f"{line}\n" for line in lines), out)
    say(f"{out}: {counted(len(lines), 'article')}")


@command.command("vectors", short_help="Word vectors out of a pretrained encoder.")
@click.argument("encoder", type=folder)
@click.argument("data", nargs=-1, required=True, type=file)
@click.option("--out", type=file, required=True, help="The file of vectors to write.")
def vectors(encoder: Path, data: tuple[Path, ...], out: Path) -> None:
    """Word vectors out of a pretrained encoder, for the words of DATA and its own.

    ENCODER is the folder of a published model of the size of all-MiniLM-L6-v2, with config.json, vocab.txt
    and model.safetensors; DATA are JSON Lines with a text each.
    """
    from annotate.training.encoder import load_encoder
    from annotate.training.vectors import save_vectors, word_vectors, words_of

    known = load_encoder(encoder)
    counts = words_of((text for one in data for text in _texts(one)), known)
    say(f"{len(counts):,} words")
    save_vectors(word_vectors(counts, known), out)
    say(str(out))


def _texts(path: Path) -> list[str]:
    try:
        return [
            str(json.loads(line)["text"]) for line in path.read_text("utf-8").splitlines() if line.strip()
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path}: a line has no text: {error!r}", "each line is an object with a text"
        ) from error
