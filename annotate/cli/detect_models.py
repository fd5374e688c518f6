"""`annotate detect models`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.app import App
from annotate.cli.output import emit, emit_table, format_option, say
from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from annotate.learning.shelf import Version


@click.command("models", short_help="The home's own models; which one pre-marks, and back again.")
@click.option(
    "--use", type=click.IntRange(min=0), metavar="N", help="Put model N in force; 0 is the shipped one."
)
@click.option("--roll-back", is_flag=True, help="Put the model in force that was so before.")
@format_option
def command(use: int | None, roll_back: bool, format_: str) -> None:
    """The home's own models, each with what it learnt from and how well it did; which one pre-marks.

    `annotate detect train --campaign` makes them and keeps every one. F1 is exact, the mean of sources, cues
    and assertions on the articles that were held back, beside that of the model in force then; ahead is in
    how many of 100 resamples of these articles the new one was better.
    """
    from annotate.learning.shelf import in_force

    app = App()
    folder = app.ready() / "models"
    if use is not None and roll_back:
        raise UsageError("name one of --use and --roll-back")
    if use is not None or roll_back:
        _change(app, folder, use)
    rows = list(_rows(folder))
    emit(format_, rows, lambda: _table(rows))
    in_force(folder)  # says so where its file is gone


def _change(app: App, folder: Path, number: int | None) -> None:
    from annotate.cli.lock import teaching
    from annotate.learning import shelf

    with teaching(app.home, "detect models"):
        if number is None:
            number = shelf.roll_back(folder)
        else:
            shelf.use(folder, number)
    say(f"{app.marks_by()} marks what `annotate load` sends from now on")


def _rows(folder: Path) -> Iterable[dict[str, Any]]:
    """The shipped model as number 0, then the home's own."""
    from annotate.learning.shelf import SHIPPED, number_in_force, versions

    now = number_in_force(folder)
    yield {"model": SHIPPED, "in_force": now == SHIPPED, "campaign": None, "trained": None, "articles": None,
           "held_back": None, "f1": None, "before": None, "sure": None, "sha256": None}  # fmt: skip
    for one in versions(folder):
        yield _row(one, one.number == now)


def _row(one: Version, in_force: bool) -> dict[str, Any]:
    card = one.card
    held = card.get("held_back") or {}
    return {
        "model": one.number,
        "in_force": in_force,
        "campaign": card.get("campaign"),
        "trained": card.get("trained"),
        "articles": (card.get("data") or {}).get("articles"),
        "held_back": held.get("articles"),
        "f1": _mean(held.get("after")),
        "before": _mean(held.get("before")),
        "sure": held.get("sure"),
        "sha256": card.get("sha256"),
    }


def _mean(scores: dict[str, float] | None) -> float | None:
    return round(sum(scores.values()) / len(scores), 4) if scores else None


def _table(rows: list[dict[str, Any]]) -> None:
    shown = [
        (
            one["model"] or "shipped", "in force" if one["in_force"] else "", one["campaign"], one["trained"],
            one["articles"], one["held_back"], _hundred(one["f1"]), _hundred(one["before"]),
            _hundred(one["sure"], 0), (one["sha256"] or "")[:8],
        )
        for one in rows
    ]  # fmt: skip
    numbers = ("Learnt from", "Held back", "F1", "Then in force", "Ahead")
    emit_table(("Model", "State", "Campaign", "Trained", *numbers, "Hash"), shown, right=numbers)


def _hundred(value: float | None, digits: int = 1) -> str:
    return "" if value is None else f"{100 * value:.{digits}f}"
