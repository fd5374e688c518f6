"""`annotate detect`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from annotate.cli import (
    detect_calibrate,
    detect_card,
    detect_evaluate,
    detect_models,
    detect_prepare,
    detect_sentences,
    detect_train,
)
from annotate.cli.app import App
from annotate.cli.output import say
from annotate.core.errors import Refused, UsageError

if TYPE_CHECKING:
    from annotate.core import Annotation, Article
    from annotate.detect import Detector
    from annotate.intake.canonical import Canonical
    from annotate.intake.readers.base import Incoming, Refusal


class Detect(click.Group):
    """Marks a file, unless the first word is one of its commands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """A command's name is no FILE: one is put before it."""
        nested = bool(args) and args[0] in self.commands
        ctx.allow_interspersed_args = not nested
        return super().parse_args(ctx, ["-", *args] if nested else args)


@click.group(
    "detect",
    cls=Detect,
    commands=[
        detect_evaluate.command,
        detect_calibrate.command,
        detect_card.command,
        detect_prepare.command,
        detect_train.command,
        detect_sentences.command,
        detect_models.command,
    ],
    invoke_without_command=True,
    no_args_is_help=False,
    subcommand_metavar="| COMMAND ...",
    short_help="Mark a text by machine, measure how well; needs no home.",
)
@click.argument("file", default="-")
@click.option(
    "--model",
    default="default",
    show_default=True,
    metavar="default|shipped|rules|N|PATH",
    help="The home's own model where one is in force, else the shipped one; that; the rules alone; model N "
    "of `detect models`; a model's file.",
)
@click.option(
    "--all",
    "all_",
    is_flag=True,
    help="Also the writer's own claims, which nobody else is said to say; sources named together one by one.",
)
@click.option(
    "--for-training", is_flag=True, help="Write lines that `detect train` reads: the text and its spans."
)
@click.option("--sentences", is_flag=True, help="Judge sentences instead: speech, noise, weasel.")
@click.pass_context
def command(
    context: click.Context, file: str, model: str, all_: bool, for_training: bool, sentences: bool
) -> int:
    """Mark by machine who says what in a text; needs no home.

    FILE ending in .jsonl is a line an article, anything else one article; standard input likewise by its
    first line. Writes a JSON object an article; start and end count code points of the text as given. An
    assertion that stands around its source and cue has its parts beside them, too. A file that is called as
    a command is, such as evaluate, is named with its folder: ./evaluate.
    """
    if context.invoked_subcommand is not None:
        return 0
    import json

    from annotate.intake.articles import make_article
    from annotate.intake.readers.find import read

    if sentences and for_training:
        raise UsageError("--sentences and --for-training do not go together", "leave out one of them")
    app, refused = App(), 0
    answer = detect_sentences.judging(app) if sentences else _marking(app.detector(model), all_)
    for incoming in read(file):
        try:
            incoming = _readable(incoming)
            article, canonical = make_article(incoming)
        except Refused as error:
            say(f"refused: {incoming.source}: {error}")
            refused += 1
            continue
        row = answer(article, canonical)
        told = as_lesson(incoming, row) if for_training else row
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return Refused.exit_code if refused else 0


def _marking(detector: Detector, all_: bool) -> Callable[[Article, Canonical], dict[str, Any]]:
    from annotate.detect.attributed import as_corpora

    def answer(article: Article, canonical: Canonical) -> dict[str, Any]:
        found = detector.detect(article)
        return as_given(article, found if all_ else as_corpora(found, article.text), canonical)

    return answer


def _readable(incoming: Incoming | Refusal) -> Incoming:
    from annotate.intake.readers.base import Refusal

    if isinstance(incoming, Refusal):
        raise Refused(incoming.reason)
    return incoming


def as_given(article: Article, found: Annotation, canonical: Canonical) -> dict[str, Any]:
    """The contract's object; marks on a title put in front, which the given text lacks, are left out."""
    marks = {mark["id"]: mark for mark in _marks(article, found, canonical)}
    links = [
        {"type": link.type, "from": link.from_id, "to": link.to_id}
        for link in found.links
        if link.from_id in marks and link.to_id in marks
    ]
    return {"id": article.id, "marks": list(marks.values()), "links": links}


def as_lesson(incoming: Incoming, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a model marked in a text as another can learn it."""
    given = {"id": row["id"], "title": incoming.title, "text": incoming.text}
    return {**given, "spans": row["marks"], "links": row["links"]}


def _marks(article: Article, found: Annotation, canonical: Canonical) -> Iterator[dict[str, Any]]:
    from annotate.detect.attributed import attributed, parts

    told = attributed(found)
    for mark in found.marks:
        pieces = parts(found, mark, article.text) if mark.id in told else (mark.span,)
        try:
            span = canonical.to_given(mark.span)
            given = [canonical.to_given(piece) for piece in pieces]
        except ValueError:
            continue
        yield {
            "id": mark.id,
            "label": mark.label,
            "start": span.start,
            "end": span.end,
            **({"parts": [[piece.start, piece.end] for piece in given]} if len(given) > 1 else {}),
            "attributes": dict(mark.attributes),
            "confidence": mark.confidence,
        }
