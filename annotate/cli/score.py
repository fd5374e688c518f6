"""`annotate score`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, emit_table, say, table_format_option
from annotate.cli.score_compare import compare
from annotate.core.errors import GateNotMet, UsageError

if TYPE_CHECKING:
    from annotate.score import Score


@click.command("score", short_help="How well sourced each article is.")
@click.option("--campaign", help="Only this campaign's annotations; default: all.")
@click.option(
    "--article", "articles", multiple=True, metavar="ID", help="Only this article; may be repeated."
)
@click.option("--rubric", metavar="VERSION", help="By this version of the rubric; default: 1.")
@click.option(
    "--compare",
    "versions",
    nargs=2,
    metavar="OLD NEW",
    help="Instead: which articles move from one version of the rubric to the other, and why.",
)
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    metavar="N",
    help="Exit 1 when an article has less than N, or no number.",
)
@click.option(
    "--needs",
    "width",
    type=click.IntRange(1, 100),
    metavar="N",
    help="Also how many further annotators each article needs for an interval of at most N points.",
)
@table_format_option
def command(
    campaign: str | None,
    articles: tuple[str, ...],
    rubric: str | None,
    versions: tuple[str, str] | None,
    fail_under: int | None,
    width: int | None,
    format_: str,
) -> None:
    """How well sourced each article is, with its interval. It never says whether an article is true.

    A score is made from people's current annotations of an article's newest revision; machines never score.
    """
    from annotate.score import to_json

    app = App()
    if versions is not None:
        _alone(rubric, fail_under, width)
        compare(app, versions, campaign, articles or None, format_)
        return
    scores = app.scores(campaign, articles or None, rubric)
    needs = None if width is None else _needs(app, scores, width, rubric, campaign)
    data = [to_json(one) | ({} if needs is None else {"needs": needs[one.article]}) for one in scores]
    emit(format_, data, lambda: table(scores, needs), lambda: as_csv(app, scores, needs))
    if not articles:
        _say_unread(app, scores, campaign)
    if fail_under is not None:
        under = [one.article for one in scores if one.score is None or one.score < fail_under]
        if not scores:
            raise GateNotMet(f"no article has a score, so none has {fail_under}", "see: annotate sync")
        if under:
            raise GateNotMet(f"under {fail_under}, or without a number: {', '.join(under)}")


def _say_unread(app: App, scores: Sequence[Score], campaign: str | None) -> None:
    """How many articles, of the campaign where one is named, are not in the list as nobody has read them."""
    from annotate.store import Campaigns, unread_ids

    with app.store.session(read_only=True) as session:
        dealt = None if campaign is None else (a.article for a in Campaigns(session).assignments(campaign))
        left = len(unread_ids(session, (one.article for one in scores), dealt))
    if left:
        which = "corpus" if campaign is None else f"campaign {campaign}"
        say(f"{counted(left, 'article')} without a reading of the newest text; see: annotate report {which}")


def _alone(*others: object) -> None:
    if any(one is not None for one in others):
        raise UsageError(
            "--compare gives two scores, so --rubric, --fail-under and --needs say nothing beside it",
            "leave them out",
        )


def _needs(
    app: App, scores: Sequence[Score], width: int, rubric: str | None, campaign: str | None
) -> Mapping[str, int | None]:
    from annotate.campaigns.needs import needed

    table = app.estimated(campaign).disagreement
    return needed(app.store, app.scheme, app.rubric(rubric), table, scores, width)


def as_csv(app: App, scores: Sequence[Score], needs: Mapping[str, int | None] | None) -> str:
    """A row an article, as every report that lists articles has it."""
    from annotate.cli.report_campaign import rows_of
    from annotate.report.rows import as_csv

    return as_csv(rows_of(app, scores), None if needs is None else {"needs": needs})


def table(scores: Sequence[Score], needs: Mapping[str, int | None] | None = None) -> None:
    """Prints article, score, interval, band, readers, and what is missing where there is no number.

    With `needs` also how many further annotators; a dash where these would not do.
    """
    from annotate.report import words

    more = () if needs is None else ("Needs",)
    emit_table(
        ("Article", "Score", "Interval", "Band", "Readers", *more, "Note"),
        [
            (
                one.article,
                "–" if one.score is None else one.score,
                "–" if one.low is None else f"{one.low}–{one.high}",
                words.band(one),
                words.readers(one),
                *(() if needs is None else ("–" if (n := needs[one.article]) is None else n,)),
                words.note(one),
            )
            for one in scores
        ],
        right=("Score", "Interval", *more),
    )
