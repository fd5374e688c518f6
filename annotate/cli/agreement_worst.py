"""The part of `annotate agreement --worst` that people read."""

from __future__ import annotations

from itertools import islice

import click

from annotate.cli.output import emit_table
from annotate.consensus.agreement import Worst, words
from annotate.consensus.agreement.differences import EDGES, WHOLE, quoted
from annotate.consensus.agreement.worst import Passage
from annotate.scheme import Scheme

LINES = 5
"""How many lines of the guidelines are named."""


def print_worst(worst: Worst, scheme: Scheme, top: int) -> None:
    """Prints the worst articles, passages and confusions, `top` of each, and lines of the guidelines."""
    click.echo()
    emit_table(
        ("Articles that differ most", "Differences", "for 1000 characters"),
        [(id_, n, f"{dense:.1f}") for id_, (n, dense) in islice(worst.articles.items(), top)],
        right=("Differences", "for 1000 characters"),
    )
    for passage in worst.passages[:top]:
        _passage(passage, scheme)
    click.echo()
    emit_table(
        ("Confused most often", "one", "other", "times"),
        [
            (
                words.topic(one.topic, scheme),
                words.choice(one.topic, one.one, scheme),
                words.choice(one.topic, one.other, scheme),
                one.n,
            )
            for one in worst.confusions[:top]
        ],
        right=("times",),
    )
    click.echo()
    guideline_lines(worst)


def guideline_lines(worst: Worst) -> None:
    """Prints the lines of the guidelines that should have settled most of what differs."""
    emit_table(
        ("Lines of the guidelines that cost most", "Line", "Differences", "What it says"),
        [(one.section, one.number or "–", one.n, shortened(one.text)) for one in worst.lines[:LINES]],
        right=("Line", "Differences"),
    )


def shortened(text: str, most: int = 90) -> str:
    """The beginning of a text, cut at a word."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _passage(passage: Passage, scheme: Scheme) -> None:
    where = WHOLE if passage.text == WHOLE else quoted(passage.text, most=400)
    click.echo(f"\n{passage.article}{' (central)' if passage.central else ''}: {where}")
    emit_table(
        ("What", "Words", passage.a, passage.b),
        [
            (
                words.topic(one.topic, scheme),
                "" if one.words == WHOLE or one.topic.endswith(EDGES) else quoted(one.words),
                words.choice(one.topic, one.one, scheme),
                words.choice(one.topic, one.other, scheme),
            )
            for one in passage.differences
        ],
    )
