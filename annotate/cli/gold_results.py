"""The part of `annotate gold results` that people read in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import click

from annotate.cli.output import counted, emit_table
from annotate.consensus.agreement import words
from annotate.consensus.agreement.differences import WHOLE, quoted
from annotate.consensus.gold import Result, Standing
from annotate.report.gold import share, slips
from annotate.scheme import Scheme


def print_standings(standings: Sequence[Standing], scheme: Scheme, *, whole: bool) -> None:
    """Prints a line an annotator; with `whole` also each article with every difference."""
    emit_table(
        ("Annotator", "Qualification", "Hidden", "Drift", "Not back yet"),
        [
            (one.annotator, _part(one, "qualification"), _part(one, "hidden"), _drift(one), one.pending)
            for one in standings
        ],
        right=("Not back yet",),
    )
    for standing in standings if whole else ():
        click.echo()
        emit_table(
            ("What", "Alike", "of decisions of both"),
            [
                (words.topic(topic, scheme), share(tally), tally.made)
                for topic, tally in standing.by_topic.items()
            ],
            right=("of decisions of both",),
        )
        for result in standing.results:
            _differences(result, scheme)


def _part(standing: Standing, purpose: str) -> str:
    articles = sum(one.purpose == purpose for one in standing.results)
    return f"{share(standing.of(purpose))} ({counted(articles, 'article')})" if articles else "–"


def _drift(standing: Standing) -> str:
    return "–" if standing.drift is None else f"{100 * standing.drift:+.0f} points"


def _differences(result: Result, scheme: Scheme) -> None:
    at = "" if result.at is None else f", {result.at:%Y-%m-%d}"
    click.echo(f"\n{result.article.id} ({result.purpose}{at}): {share(result.held.whole)} alike")
    emit_table(
        ("What", "Words", result.annotator, "Decided"),
        [
            (one.what, "" if one.words == WHOLE else quoted(one.words), one.given, one.decided)
            for one in slips(result, scheme)
        ],
    )
