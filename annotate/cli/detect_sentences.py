"""`annotate detect train-sentences`, and the sentences that `annotate detect --sentences` judges."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.app import App
from annotate.cli.output import say
from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from annotate.core import Article, Span
    from annotate.detect import Detector
    from annotate.detect.sentences.training import Example
    from annotate.intake.canonical import Canonical

SHOWN = {"speech": "CUE", "noise": "NOISE", "weasel": "WEASEL"}
"""The label under which a scorer of spans finds a judged sentence."""


@click.command("train-sentences", short_help="Fit the models that judge sentences.")
@click.argument("corpora", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@click.option("--fold", help="Only lines whose `fold` is this one, where lines have one.")
@click.option(
    "--ordinary",
    default=0,
    metavar="N",
    help="The first N lines with `weasel` were drawn at random, the other negatives chosen to be hard.",
)
@click.option(
    "--keep",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of such models, whose own stay for what CORPORA do not judge.",
)
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same file.")
def command(
    corpora: tuple[Path, ...], out: Path, fold: str | None, ordinary: int, keep: Path | None, seed: int
) -> int:
    """Fit the models that judge sentences: speech, noise, weasel; needs no home.

    CORPORA are JSON Lines: a text a line with `sentences` (start, end, speech, noise), or a sentence a line
    with `weasel`. Takes about a minute for ten thousand sentences; NumPy is all it needs.

    With --ordinary, sentences judged for weasels count as Wikipedia's articles mix them: 22 in 100 are
    weasels, and of the rest four in five are ordinary.
    """
    from annotate.detect.sentences import Model, load, save
    from annotate.detect.sentences.populations import weighed
    from annotate.detect.sentences.training import fit

    app, kept = App(), load(keep).tasks if keep else {}
    examples = [one for path in corpora for one in _examples(path, app.detector("rules"), fold)]
    missing = {"speech", "noise", "weasel"} - kept.keys() - {task for one in examples for task in one.known}
    if missing:
        raise UsageError(f"no sentence is judged for {', '.join(sorted(missing))}", "name a corpus for each")
    drawn = frozenset(islice((one for path in corpora for one in _weasel_ids(path)), ordinary))
    save(Model({**kept, **fit(weighed(examples, drawn), seed).tasks}), out)
    say(f"{len(examples):,} sentences; wrote {out}")
    return 0


def _examples(path: Path, rules: Detector, fold: str | None) -> Iterator[Example]:
    import json

    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["text"].strip() and (fold is None or row.get("fold", fold) == fold):
                yield from _of_row(row, rules)


def _weasel_ids(path: Path) -> Iterator[str]:
    """The ids of a corpus's lines that are judged for weasels, in its order."""
    import json

    with path.open(encoding="utf-8") as lines:
        yield from (row["id"] for row in map(json.loads, lines) if "weasel" in row)


def _of_row(row: dict[str, Any], rules: Detector) -> Iterator[Example]:
    from annotate.core import Article, Span
    from annotate.detect.sentences.features import read
    from annotate.detect.sentences.training import Example
    from annotate.intake.sentences import split

    text = row["text"]
    spans = (Span(0, len(text)),) if "weasel" in row else split(text)
    article = Article(id=row["id"], text=text, sentences=spans)
    found = rules.detect(article)
    seen = read(article, [mark.span for mark in found.labelled("NOISE")], found)
    for span, one in zip(spans, seen, strict=True):
        known = _known(row, span)
        if known:
            yield Example(one, known, row["id"])


def _known(row: dict[str, Any], span: Span) -> dict[str, bool]:
    """What a line says of a sentence: that of the judged sentence which shares most characters with it."""
    if "weasel" in row:
        return {"weasel": bool(row["weasel"])}
    shared = [(min(span.end, s["end"]) - max(span.start, s["start"]), s) for s in row["sentences"]]
    none: tuple[int, dict[str, Any]] = (0, {})
    most, gold = max(shared, key=lambda pair: pair[0], default=none)
    return {task: bool(gold[task]) for task in ("speech", "noise") if task in gold} if most > 0 else {}


def judging(app: App) -> Callable[[Article, Canonical], dict[str, Any]]:
    """Judges an article's sentences: what each is, and as spans those that are something."""
    from annotate.detect.sentences import Judged, judge, load
    from annotate.resources import shipped

    rules, model = app.detector("rules"), load(shipped("models", "sentences.npz"))

    def answer(article: Article, canonical: Canonical) -> dict[str, Any]:
        given = [(_given(one.span, canonical), one) for one in judge(article, rules.detect(article), model)]
        kept = [(place, one) for place, one in given if place]
        return {
            "id": article.id,
            "sentences": [_row(place, one) for place, one in kept],
            "spans": [
                {**place, "label": SHOWN[task]} for place, one in kept for task in SHOWN if one.is_(task)
            ],
        }

    def _row(place: dict[str, int], one: Judged) -> dict[str, Any]:
        sure = {task: round(one.probability[task], 3) for task in SHOWN}
        return {**place, **{task: one.is_(task) for task in SHOWN}, "probability": sure}

    return answer


def _given(span: Span, canonical: Canonical) -> dict[str, int]:
    """The place in the text as given; empty for a title put in front of it."""
    try:
        there = canonical.to_given(span)
    except ValueError:
        return {}
    return {"start": there.start, "end": there.end}
