"""`annotate detect card`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from annotate.cli.app import App
from annotate.cli.detect_held import held_lines
from annotate.cli.output import emit, format_option, plain_table
from annotate.core.errors import UsageError


@click.command("card", short_help="What a model was made from, and how right it is, of whom.")
@click.argument("model", default="shipped", metavar="[default|shipped|N|PATH]")
@format_option
def command(model: str, format_: str) -> None:
    """What a model was made from and under which terms, and how right it is: by outlet, genre, who speaks.

    `annotate detect calibrate` measures that and writes it on the card. N is one of the home's own models,
    which `annotate detect models` lists; default is the one in force. Needs no home otherwise.
    """
    found = App().detector(model).model
    if found is None:
        raise UsageError(
            f"{model} has no card: it was not trained", "name default, shipped or a model's file"
        )
    emit(format_, found.card, lambda: click.echo("\n\n".join(_parts(found.name, found.card))))


def _parts(name: str, card: Mapping[str, Any]) -> Iterator[str]:
    yield "\n".join([name, *_made(card)])
    held = card.get("held_back")
    if held:
        yield held_lines(held, "this model", "in force then")
    elif not card.get("measured"):
        yield "Not measured yet: annotate detect calibrate GOLD --model MODEL --out FILE"
    for one in card.get("measured", ()):
        yield "\n\n".join(["\n".join(one["told"]), *_tables(one)])


def _made(card: Mapping[str, Any]) -> Iterator[str]:
    start, day = card.get("from", "what is not known"), card.get("trained", "a day not known")
    data, options = card.get("data"), card.get("options")
    yield f"trained on {day}, from {start}"
    if data:
        yield f"learnt from {data['articles']:,} articles, {data['words']:,} words"
    for terms in card.get("terms", ()):
        yield f"terms: {terms}"
    if options:
        yield f"by {', '.join(f'{key} {value}' for key, value in options.items())}"
    calibration = card.get("calibration")
    if calibration:
        yield f"calibrated on {calibration.get('data') or 'data not told'}"


def _tables(measured: Mapping[str, Any]) -> Iterator[str]:
    from annotate.evaluation.measured import from_card

    for one in from_card(measured):
        yield plain_table(one.head, one.rows, right=one.head[1:])
