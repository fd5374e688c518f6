"""Draws how often marks are right by how sure the machine was of them, and prints the figures as a table.

    python -m tests.measure_calibration ../shared/eval/polnear.dev.jsonl docs/images/reliability.svg

Before calibration, and after it with each article held back from the curve that is tried on it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import altair as alt
import vl_convert

from annotate.cli.app import App
from annotate.cli.gold_lines import read_readings
from annotate.detect.calibration import Calibration
from annotate.evaluation import compare
from annotate.evaluation.reading import marked_by
from annotate.evaluation.sureness import Said, articles, crossed, expected_error, reliability, said

KINDS = ("SOURCE", "CUE", "ASSERTION")
MODELS = {"rules": "rules", "network": "shipped"}
WHEN = ("before", "after")
DRAWN = 25
"""Marks of a step below which it is in the table alone."""


def measured(gold: Path) -> dict[tuple[str, str], list[Said]]:
    """The marks of both models on a corpus, (model, when)."""
    golds, _ = read_readings(gold, {})
    out = {}
    for name, model in MODELS.items():
        detector = replace(App().detector(model), calibration=Calibration())
        found = said(compare(golds, marked_by(detector.detect, {})))
        marks = [one for one in found if one.kind in KINDS]
        out |= {(name, "before"): marks, (name, "after"): crossed(marks)}
    return out


def table(of: dict[tuple[str, str], list[Said]]) -> Iterator[str]:
    """Said and right, x 100, by step; the last rows are the expected error of marks and of articles."""
    yield "| said | " + " | ".join(f"{model} {when}" for model, when in of) + " |"
    yield "| --- |" + " --: |" * len(of)
    steps = {
        key: {min(int(10 * one.said), 9): one for one in reliability(marks)} for key, marks in of.items()
    }
    for step in range(10):
        shown = (_cell(found.get(step)) for found in steps.values())
        yield f"| {10 * step}–{10 * step + 10} | {' | '.join(shown)} |"
    errors = (expected_error(reliability(marks)) or 0.0 for marks in of.values())
    yield f"| off by, marks | {' | '.join(f'{100 * one:.1f}' for one in errors)} |"
    yield f"| off by, articles | {' | '.join(f'{100 * by_article(marks):.1f}' for marks in of.values())} |"


def _cell(one) -> str:
    return "–" if one is None else f"{100 * one.said:.0f}: {100 * one.right.value:.0f} (n {one.right.n})"


def by_article(marks: list[Said]) -> float:
    """How far an article's mean confidence is from its share of right marks, on average."""
    rows = articles(marks)
    return sum(abs(sure - right) for sure, right, _ in rows) / len(rows)


def picture(of: dict[tuple[str, str], list[Said]]) -> str:
    points = [
        {
            "model": model,
            "when": f"{when} calibration",
            "said": 100 * one.said,
            "right": 100 * one.right.value,
        }
        for (model, when), marks in of.items()
        for one in reliability(marks)
        if one.right.n >= DRAWN
    ]
    even = alt.Chart(alt.Data(values=[{"said": 0, "right": 0}, {"said": 100, "right": 100}]))
    straight = even.mark_line(strokeDash=[4, 4], color="#999").encode(x="said:Q", y="right:Q")
    lines = (
        alt.Chart(alt.Data(values=points))
        .mark_line(point=alt.OverlayMarkDef(size=45))
        .encode(
            x=alt.X("said:Q", title="how sure, %", scale=alt.Scale(domain=[0, 100])),
            y=alt.Y("right:Q", title="right, %", scale=alt.Scale(domain=[0, 100])),
            color=alt.Color("model:N", title=None, scale=alt.Scale(range=["#1f77b4", "#c77700"])),
            shape=alt.Shape("model:N", legend=None),
            strokeDash=alt.StrokeDash("model:N", title=None),
        )
    )
    panels = [
        (straight + lines.transform_filter(f"datum.when == '{when} calibration'")).properties(
            width=260, height=260, title=f"{when} calibration"
        )
        for when in WHEN
    ]
    return vl_convert.vegalite_to_svg(alt.hconcat(*panels).configure(background="white").to_dict())


def main(gold: Path, out: Path) -> None:
    of = measured(gold)
    print("\n".join(table(of)))
    out.write_text(picture(of), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
