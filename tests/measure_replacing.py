"""How often a worse model replaces a better one, by how many articles are held back and what is asked for.

    python -m tests.measure_replacing GOLD.jsonl MODEL OTHER

Both mark all of GOLD; which one is better there by its mean F1 counts as the truth. Articles are then drawn
from GOLD many times, and each time the two are held against each other as `detect train --campaign` does.
Prints in how many of 100 draws the worse replaces the better / the better the worse, for each share of
resamples that might be asked for; 50 is about the mean alone. Pairs that are nearer follow: each article's
marks by the one or by the other, dealt by chance in several shares.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from annotate.cli.app import App
from annotate.cli.gold_lines import read_readings
from annotate.evaluation import compare
from annotate.evaluation.gold import Gold
from annotate.evaluation.reading import marked_by
from annotate.learning.contest import Row, contest, rows

HELD, ASKED, DRAWS = (10, 20, 40), (0.5, 0.75, 0.9, 0.95), 500
SHARES = (0.5, 0.6, 0.7)


def main() -> None:
    given = argparse.ArgumentParser(description="How often a worse model replaces a better one.")
    given.add_argument("gold", type=Path)
    given.add_argument("models", nargs=2)
    options = given.parse_args()
    golds = read_readings(options.gold, {})[0]
    one, other = (counted(model, golds) for model in options.models)
    print(table(one, other))
    random = np.random.default_rng(3)
    for share in SHARES:
        swapped = random.random(len(golds)) < share
        pairs = [(a, b) if swap else (b, a) for swap, a, b in zip(swapped, one, other, strict=True)]
        print(table([a for a, _ in pairs], [b for _, b in pairs]))


def counted(model: str, golds: Sequence[Gold]) -> list[Row]:
    return rows(compare(golds, marked_by(App().detector(model).detect, {})))


def table(one: Sequence[Row], other: Sequence[Row]) -> str:
    truth = contest(one, other).ahead.value or 0.0
    worse, better = (one, other) if truth >= 0 else (other, one)
    head = "".join(f" {100 * share:.0f} |" for share in ASKED)
    lines = [f"{100 * abs(truth):.2f} apart on {len(one)} articles", f"| held back |{head}"]
    for held in HELD:
        sure = drawn(worse, better, held)
        right, wrong = ([np.mean(side >= share) for share in ASKED] for side in (sure, 1 - sure))
        cells = (f"{100 * bad:.0f} / {100 * good:.0f}" for bad, good in zip(wrong, right, strict=True))
        lines.append(f"| {held} | {' | '.join(cells)} |")
    return "\n".join(lines)


def drawn(worse: Sequence[Row], better: Sequence[Row], held: int) -> np.ndarray:
    """Of each draw of articles, how sure the better model is of being so."""
    random = np.random.default_rng(1)
    found = []
    for _ in range(DRAWS):
        at = random.choice(len(worse), held)
        found.append(contest([worse[n] for n in at], [better[n] for n in at]).sure or 0.0)
    return np.array(found)


if __name__ == "__main__":
    main()
