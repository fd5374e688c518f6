"""How sure a pre-mark must be to be shown: the seconds of handwork that correcting costs.

    python -m tests.measure_threshold ../shared/eval/polnear.dev.jsonl --model default

For each kind of mark, others as they are shown, pre-marks below each chance are left out, attributions whole
or not at all, and the plan to what people marked is costed: deleting, moving edges, drawing, choosing,
linking. On a corpus without attributes nothing is chosen, so drawing costs less there than in a newsroom. The
lowest figure of a row is to be taken.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from annotate.cli.app import App
from annotate.cli.gold_lines import read_articles, read_readings
from annotate.core import Annotation, Link, Mark
from annotate.detect.attributed import only_attributed
from annotate.detect.calibration import OWN, SHOWN, worth_showing
from annotate.evaluation.gold import Gold, attributed_alone
from annotate.evaluation.reading import marked_by
from annotate.scheme import Scheme
from tests.support.effort import plan, seconds, total

KINDS = ("SOURCE", "CUE", "ASSERTION", OWN, "HEDGE", "NOISE")
STEPS = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)
WORDS = 900

Pair = tuple[Annotation, Annotation]
"""What the machine found, and what somebody marked."""


def pairs(gold: Path, texts: str | None, model: str) -> tuple[list[Pair], int]:
    """All readings beside the machine's marks, and how many words they have."""
    app, articles = App(), read_articles(texts)
    golds, _ = read_readings(gold, articles)
    detector = app.detector(model)
    detected, words, out = marked_by(lambda article: detector.premarks(article, {}), articles), 0, []
    for one in golds:
        text, found = detected(one)
        found = only_attributed(found) if attributed_alone(golds) else found
        out.append((bare(found, golds), target(one)))
        words += len(text.split())
    return out, words


def bare(found: Annotation, golds: Sequence[Gold]) -> Annotation:
    """Of the labels, attributes and links that gold has."""
    units = [unit for one in golds if one.side for unit in one.side.units]
    labels, chosen = {unit.label for unit in units}, any(unit.attributes for unit in units)
    types = {link[0] for one in golds if one.side for link in one.side.links}
    marks = tuple(
        mark if chosen else replace(mark, attributes={}) for mark in found.marks if mark.label in labels
    )
    ids = {mark.id for mark in marks}
    links = tuple(one for one in found.links if one.type in types and {one.from_id, one.to_id} <= ids)
    return replace(found, marks=marks, links=links)


def target(one: Gold) -> Annotation:
    assert one.side is not None
    marks = tuple(Mark(unit.id, unit.label, unit.span, unit.attributes) for unit in one.side.units)
    return Annotation(one.article, "gold", marks, tuple(Link(*link) for link in one.side.links))


def cost(found: Sequence[Pair], words: int, scheme: Scheme, least: dict[str, float]) -> float:
    """Seconds of handwork for 900 words."""
    hands: Counter[str] = Counter()
    for begun, wanted in found:
        hands.update(total(plan(worth_showing(begun, least), wanted, scheme)))
    return seconds(hands) * WORDS / words


def table(found: Sequence[Pair], words: int, scheme: Scheme) -> Iterator[str]:
    yield f"| shown from | {' | '.join(f'{step:.2f}' for step in STEPS)} |"
    yield f"| --- |{' --: |' * len(STEPS)}"
    there = {mark.label for begun, _ in found for mark in begun.marks}
    for kind in (kind for kind in KINDS if kind.partition(".")[0] in there):
        costs = (cost(found, words, scheme, {**SHOWN, kind: step}) for step in STEPS)
        yield f"| {kind} | {' | '.join(f'{one:.1f}' for one in costs)} |"
    costs = (cost(found, words, scheme, dict.fromkeys(KINDS, step)) for step in STEPS)
    yield f"| all | {' | '.join(f'{one:.1f}' for one in costs)} |"


def main() -> None:
    options = argparse.ArgumentParser(description="Seconds of handwork for 900 words, by the least chance.")
    options.add_argument("gold", type=Path)
    options.add_argument("--texts")
    options.add_argument("--model", default="default")
    given = options.parse_args()
    found, words = pairs(given.gold, given.texts, given.model)
    print("\n".join(table(found, words, App().scheme)))


if __name__ == "__main__":
    main()
