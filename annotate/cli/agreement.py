"""`annotate agreement`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, emit_table, format_option, say

if TYPE_CHECKING:
    from annotate.campaigns.agreement import Readings
    from annotate.consensus.agreement import Agreement, Shared, Statistic

ALPHAS = ("SOURCE.identity", "ASSERTION.kind")
"""The choices whose alpha is shown for each pair, article and month; the JSON has all."""


@click.command("agreement", short_help="How far annotators agree, and where they do not.")
@click.argument("campaign")
@click.option(
    "--by",
    type=click.Choice(["pair", "article", "month", "value"]),
    multiple=True,
    help="Also for each of these alone; may be repeated.",
)
@click.option("--worst", "with_worst", is_flag=True, help="Also where they differ most, side by side.")
@click.option(
    "--top",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    metavar="N",
    help="With --worst: how many of each kind.",
)
@format_option
def command(campaign: str, by: tuple[str, ...], with_worst: bool, top: int, format_: str) -> None:
    """How far the annotators of CAMPAIGN agree, over the articles that at least two of them have read.

    F1 of marks and links for each pair; Krippendorff's alpha for where marks lie (alpha u) and for what was
    chosen. Each figure has the interval that covers 90 % of its resamples over articles, from five articles
    on. `imports` is the campaign of annotations that came in without one.
    """
    from annotate.campaigns.agreement import readings
    from annotate.cli.agreement_worst import print_worst
    from annotate.consensus.agreement import agreement, to_json, worst, worst_to_json

    app = App()
    read = readings(app.store, app.scheme, campaign)
    found = agreement(read.read, read.scheme)
    guidelines = app.config("guidelines.md").read_text("utf-8") if with_worst else ""
    differing = worst(read.read, read.scheme, guidelines) if with_worst else None
    data = to_json(found)
    if differing:
        data["worst"] = worst_to_json(differing, top)

    def text() -> None:
        readers = " · ".join(found.annotators) or "nobody"
        click.echo(f"{readers}: {counted(found.articles, 'article')} read by two or more")
        if not found.articles:
            return
        click.echo()
        tables(found)
        for kind in by:
            click.echo()
            _by(kind, found)
        if differing:
            print_worst(differing, read.scheme, top)

    emit(format_, data, text)
    _left_out(found, read)


def tables(found: Agreement) -> None:
    """Prints marks, links and choices, each with n and interval."""
    figures = ("Exact", "Overlapping", "IoU ≥ 0.5", "alpha u")
    emit_table(
        ("Marks", "n", *figures),
        [
            (label, f1["exact_f1"].n, *map(shown, f1.values()), shown(found.overall.alpha_u[label]))
            for label, f1 in found.overall.by_label.items()
        ],
        right=("n",),
    )
    click.echo()
    linked = {**found.overall.links, "all": found.overall.links_f1}
    emit_table(
        ("Links", "n", "F1"), [(name, one.n, shown(one)) for name, one in linked.items()], right=("n",)
    )
    click.echo()
    _choices(found)


def _choices(found: Agreement) -> None:
    emit_table(
        ("Choices", "n", "alpha", "ordinal alpha"),
        [
            (
                name,
                one.n,
                shown(one),
                shown(found.overall.alpha_ordinal[name]) if name in found.overall.alpha_ordinal else "",
            )
            for name, one in found.overall.alpha.items()
        ],
        right=("n",),
    )


def _by(kind: str, found: Agreement) -> None:
    """Prints the figures for each pair, article, month or value; of labels F1 (IoU ≥ 0.5) and alpha u."""
    if kind == "value":
        _values(found)
        return
    groups: Mapping[str, Mapping[str, Shared]] = {
        "pair": {f"{pair.a} · {pair.b}": pair for pair in found.pairs},
        "article": found.by_article,
        "month": found.by_month,
    }
    emit_table(
        (f"By {kind}", "Articles", *found.overall.by_label, "Links", *ALPHAS),
        [
            (
                name,
                one.articles,
                *(
                    f"{short(f1['iou50_f1'])} · {short(one.alpha_u[label])}"
                    for label, f1 in one.by_label.items()
                ),
                short(one.links_f1),
                *(short(one.alpha[choice]) for choice in ALPHAS),
            )
            for name, one in groups[kind].items()
        ],
        right=("Articles",),
    )


def _values(found: Agreement) -> None:
    emit_table(
        ("By value", "n", "alpha against the rest"),
        [
            (f"{name}: {value}", one.n, shown(one))
            for name, values in found.overall.alpha_values.items()
            for value, one in values.items()
            if one.n
        ],
        right=("n",),
    )


def shown(one: Statistic) -> str:
    """`0.93 (0.88 to 0.96)`; a dash where there is no value, no brackets where there is no interval."""
    return short(one) if one.low is None else f"{short(one)} ({one.low:.2f} to {one.high:.2f})"


def short(one: Statistic) -> str:
    """The value alone, or a dash."""
    return "–" if one.value is None else f"{one.value:.2f}"


def _left_out(found: Agreement, read: Readings) -> None:
    alone = len(read.read) - found.articles
    if not found.articles:
        say("nothing to compare yet: no article has two readings; see: annotate sync")
    elif alone:
        say(f"{counted(alone, 'article')} left out: read by one annotator alone")
    if read.declined:
        say(f"{counted(read.declined, 'reading')} left out: the annotator could not label the article")
    for label, n in found.nested.items():
        say(f"alpha u of {label} is without {counted(n, 'mark')} that lie inside another")
