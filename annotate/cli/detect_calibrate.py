"""`annotate detect calibrate`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.app import App
from annotate.cli.gold_lines import read_articles, read_readings
from annotate.cli.output import emit_table, say
from annotate.core.errors import Refused

if TYPE_CHECKING:
    from annotate.detect import Detector
    from annotate.detect.calibration import Calibration
    from annotate.evaluation.compared import Compared
    from annotate.evaluation.sureness import Said

path = click.Path(dir_okay=False, path_type=Path)


@click.command("calibrate", short_help="Fit how often marks are right to how sure the machine is.")
@click.argument("gold", nargs=-1, required=True, type=path)
@click.option("--model", default="default", show_default=True, help="As of `annotate detect`.")
@click.option("--texts", help="File or folder of articles, for annotations that bring no text along.")
@click.option("--data", default="", help="What GOLD is, in words, for the card.")
@click.option(
    "--out", required=True, type=path, help="The model with its curves; of `rules`, the curves alone."
)
def command(gold: tuple[Path, ...], model: str, texts: str | None, data: str, out: Path) -> int:
    """Fit how often marks are right to how sure the machine is; needs no home.

    GOLD is as for `annotate detect evaluate`, and must be texts that the model has not learnt from. Each kind
    of mark takes its curve from the first GOLD that has 100 or more. Prints how far off the confidences are
    on average before, and after with each article held back from the curve that is tried on it. How right the
    model is on each GOLD, by outlet, genre and who speaks, goes on its card: `annotate detect card`.
    """
    from annotate.detect.calibration import Calibration
    from annotate.evaluation import compare
    from annotate.evaluation.reading import marked_by
    from annotate.evaluation.sureness import by_kind, fit, said

    app = App()
    detector = replace(app.detector(model), calibration=Calibration())
    articles = read_articles(texts)
    marks: list[Said] = []
    measured: list[dict[str, Any]] = []
    taken: set[str] = set()
    missed = 0
    for file in gold:
        golds, refused = read_readings(file, articles)
        compared = compare(golds, marked_by(detector.detect, articles))
        measured.append(_measured(app, compared, detector))
        found = by_kind(said(compared))
        fitted = fit([one for kind, of in found.items() if kind not in taken for one in of], "")
        marks += [one for kind in fitted.curves for one in found[kind]]
        taken |= fitted.curves.keys()
        missed += refused
    by = fit(marks, data)
    _write(detector, by, measured, out)
    _table(marks)
    say(f"written: {out}")
    return Refused.exit_code if missed else 0


def _measured(app: App, compared: list[Compared], detector: Detector) -> dict[str, Any]:
    from annotate.evaluation import evaluate
    from annotate.evaluation.groups import groups
    from annotate.evaluation.measured import to_card
    from annotate.evaluation.names import load_names

    names = load_names(app.config("evaluation", "names.txt"))
    return to_card(evaluate(compared, app.scheme), groups(compared, app.scheme, names), detector.name)


def _write(detector: Detector, by: Calibration, measured: list[dict[str, Any]], out: Path) -> None:
    from annotate.detect.model import save_model

    model = detector.model
    if model is None:
        out.write_text(json.dumps(by.to_json(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    else:
        card = {**model.card, "calibration": by.to_json(), "measured": measured}
        save_model(replace(model, card=card), out)


def _table(marks: list[Said]) -> None:
    from annotate.evaluation.sureness import by_kind, crossed, expected_error, reliability
    from annotate.evaluation.tables import percent

    after = by_kind(crossed(marks))
    rows = [
        (kind, len(of), *(percent(expected_error(reliability(side))) for side in (of, after[kind])))
        for kind, of in by_kind(marks).items()
    ]
    emit_table(
        ("Marks", "n", "Off by, before", "Off by, after"),
        rows,
        right=("n", "Off by, before", "Off by, after"),
    )
