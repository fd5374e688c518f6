"""`annotate detect evaluate`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.gold_lines import read_articles, read_readings
from annotate.cli.output import Forms, deliver, plain_table
from annotate.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotate.evaluation.gold import Gold
    from annotate.evaluation.groups import Groups
    from annotate.evaluation.measure import Evaluation
    from annotate.evaluation.shape import Side

path = click.Path(dir_okay=False, path_type=Path)


@click.command("evaluate", short_help="Hold the machine's marks against gold.")
@click.argument("gold", type=path)
@click.option("--model", default="default", show_default=True, help="As of `annotate detect`.")
@click.option("--texts", help="File or folder of articles, for annotations that bring no text along.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="Tables, all figures as JSON, or a page that shows each error in its paragraph.",
)
@click.option("--out", type=path, help="Write to this file; default: stdout.")
@click.option(
    "--predictions", type=path, help="Write what was compared too, for another scorer: a line a text."
)
def command(
    gold: Path, model: str, texts: str | None, format_: str, out: Path | None, predictions: Path | None
) -> int:
    """Hold the machine's marks against GOLD; needs no home.

    GOLD is JSON Lines: annotations as `annotate export jsonl` writes them, or a corpus's texts with spans or
    with judged sentences, which are held against `detect --sentences` (with `rules` against the marks in
    them). Precision, recall and F1 of marks, links, attributes and sentences, as far as GOLD has them, with
    the interval that covers 90 % of resamples of the articles. Where GOLD marks none of the writer's own
    claims, neither do the machine's count.
    """
    from annotate.evaluation import compare, evaluate, shown
    from annotate.evaluation.groups import groups
    from annotate.evaluation.names import load_names
    from annotate.evaluation.reading import marked_by
    from annotate.report.errors_page import html

    app = App()
    articles = read_articles(texts)
    golds, refused = read_readings(gold, articles)
    judged = None if model == "rules" else _judging(app)
    detector = app.detector(model)
    compared = compare(golds, marked_by(detector.detect, articles), judged)
    if predictions is not None:
        lines = [json.dumps(row, ensure_ascii=False) for row in shown.predictions(compared)]
        deliver("\n".join(lines) + "\n", predictions)
    found = evaluate(compared, app.scheme)
    by = groups(compared, app.scheme, load_names(app.config("evaluation", "names.txt")))
    forms = Forms(
        text=lambda: text(found, by, detector.name),
        json=lambda: {"model": detector.name, **shown.to_json(found, by)},
        html=lambda: html(compared, found, by, detector.name),
    )
    deliver(forms.written(format_), out)
    return Refused.exit_code if refused else 0


def _judging(app: App) -> Callable[[Gold], Side]:
    """Judges the sentences of a text as `detect --sentences` does."""
    from annotate.cli.detect_sentences import judging
    from annotate.core import Span
    from annotate.evaluation.shape import Side, Unit
    from annotate.intake.articles import make_article
    from annotate.intake.readers.base import Incoming

    answer = judging(app)

    def judge(gold: Gold) -> Side:
        spans = answer(*make_article(Incoming(gold.article, gold.text or "", title=gold.title)))["spans"]
        found = ((one["label"], Span(one["start"], one["end"])) for one in spans)
        return Side(tuple(Unit(f"{n}", label, (span,)) for n, (label, span) in enumerate(found)))

    return judge


def text(found: Evaluation, by: Groups, model: str) -> str:
    """The tables one below the other; ends with a newline."""
    from annotate.evaluation.tables import group_tables, heading, tables

    shown = (
        plain_table(one.head, one.rows, right=one.head[1:]) for one in (*tables(found), *group_tables(by))
    )
    return "\n\n".join(("\n".join(heading(found, model)), *shown)) + "\n"
