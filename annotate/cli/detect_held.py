"""How a new model did on the articles that were held back, as a card keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotate.cli.output import plain_table


def held_lines(held: Mapping[str, Any], new: str, old: str) -> str:
    """F1 of both models, by how much the `new` one is ahead, and how sure that is."""
    from annotate.detect.model.tags import LABELS

    table = (f"Exact F1 × 100 on {held['articles']} articles", *LABELS, "Mean")
    rows = [_row(old, held["before"]), _row(new, held["after"])]
    return "\n".join([plain_table(table, rows, right=table[1:]), *_sure(held)])


def _row(name: str, of: Mapping[str, float]) -> tuple[str, ...]:
    from annotate.detect.model.tags import LABELS
    from annotate.learning.contest import mean

    return (name, *(f"{100 * value:.1f}" for value in (*(of[label] for label in LABELS), mean(of))))


def _sure(held: Mapping[str, Any]) -> list[str]:
    from annotate.learning.contest import SURE

    if held.get("sure") is None:
        return []
    ahead, low, high = (f"{100 * held['ahead'][name]:+.1f}" for name in ("value", "low", "high"))
    return [
        f"difference of the means: {ahead} ({low} to {high} in 90 of 100 resamples of these articles)",
        f"ahead in {100 * held['sure']:.0f} of 100 of them; {100 * SURE:.0f} put a new model in force",
    ]
