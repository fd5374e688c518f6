"""`annotate gold …`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import counted, deliver, emit, emit_table, format_option, minute, say
from annotate.core.codec import rfc3339
from annotate.core.errors import Refused, UsageError

if TYPE_CHECKING:
    from annotate.campaigns.gold import GoldArticle


@click.group("gold", short_help="Measure annotators by adjudicated articles, unmarked among their work.")
def command() -> None:
    """Measure annotators by adjudicated articles, unmarked among their work."""


@command.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]…")
@click.option("--decided", metavar="CAMPAIGN", help="All that was adjudicated in this campaign.")
def add(articles: tuple[str, ...], decided: str | None) -> None:
    """Make adjudicated articles gold: their newest verdict is the key."""
    from annotate.campaigns.gold import add_gold, decided_in

    if bool(articles) == (decided is not None):
        raise click.UsageError("name articles, or a campaign with --decided")
    app = App()
    chosen = articles if decided is None else decided_in(app.store, app.scheme, decided)
    with app.writing("gold add"):
        added = add_gold(app.store, chosen)
    say(f"{counted(len(added), 'article')} made gold, {len(set(chosen)) - len(added)} gold already")


@command.command("list")
@format_option
def list_(format_: str) -> None:
    """List the gold articles."""
    from annotate.campaigns.gold import gold_articles

    found = gold_articles(App().store)
    rows = [
        {
            "article": one.article,
            "added_at": rfc3339(one.added_at),
            "decided_by": one.key and one.key.annotator,
            "decided_at": rfc3339(one.decided_at),
            "served": one.served,
        }
        for one in found
    ]
    cells = [
        (one.article, minute(one.added_at), one.key and one.key.annotator, minute(one.decided_at), one.served)
        for one in found
    ]
    shown = ("Article", "Gold since", "Decided by", "Decided", "Served")
    emit(format_, rows, lambda: emit_table(shown, cells, right=("Served",)))
    for one in found:
        _remark(one)


@command.command()
@click.argument("article")
def remove(article: str) -> None:
    """Serve ARTICLE no more; what was served still counts."""
    from annotate.store import Gold

    app = App()
    with app.writing("gold remove"), app.store.session() as session:
        Gold(session).remove(article)
    say(f"{article} is gold no more")


@command.command()
@click.argument("campaign")
@click.option(
    "--first",
    type=click.IntRange(1),
    metavar="N",
    help="A qualification: so many for each desk, which gets nothing else until they are done.",
)
@click.option(
    "--every",
    type=click.IntRange(1),
    metavar="N",
    help="Hidden among the other work: one for each N articles.",
)
@click.option("--annotators", metavar="SLUG,…", help="Only these; default: all who have not left.")
@click.option("--dry-run", is_flag=True, help="Say what would be served, and write nothing.")
def serve(campaign: str, first: int | None, every: int | None, annotators: str | None, dry_run: bool) -> int:
    """Assign gold articles to the desks of CAMPAIGN; `annotate load` sends them like any others.

    Nobody gets an article that they have met before. Run again, it gives what is missing: after more
    articles were added, say. A desk that gets too few is named; then the exit code is 5.
    """
    from annotate.campaigns.serving import serve as give

    if (first is None) == (every is None):
        raise click.UsageError("say either --first N or --every N")
    app = App()
    only = [one.strip() for one in (annotators or "").split(",") if one.strip()]
    with app.writing("gold serve"):
        served = give(app.store, campaign, first=first, every=every, annotators=only, dry_run=dry_run)
    for one in served:
        verb = "would be served" if dry_run else "served"
        lacking = f", {one.lacking} too few: adjudicate more, and add them" if one.lacking else ""
        say(f"{one.annotator}: {len(one.articles)} {verb}{lacking}")
    return Refused.exit_code if any(one.lacking for one in served) else 0


@command.command()
@click.argument("campaign")
@click.option("--annotator", metavar="SLUG", help="Only this one, with every difference from the verdicts.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "html"]), default="text", show_default=True
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write json or html to this file; default: stdout.",
)
def results(campaign: str, annotator: str | None, format_: str, out: Path | None) -> None:
    """How the annotators of CAMPAIGN did on the gold articles they were served.

    Alike is an F1: twice what annotator and verdict decided alike (marks from an IoU of one half on, their
    attributes, drawn links, answers), over what both decided. Drift is the later half of an annotator's gold
    articles less the earlier one, from four on. Everybody sees only their own: send each their page.
    """
    from annotate.campaigns.gold_results import standings
    from annotate.cli.gold_results import print_standings
    from annotate.report.gold import html, to_json

    if out is not None and format_ == "text":
        raise click.UsageError("--out is for json and html")
    app = App()
    found = [one for one in standings(app.store, app.scheme, campaign) if annotator in (None, one.annotator)]
    if annotator is not None and not found:
        raise UsageError(f"{annotator!r} was served no gold in {campaign!r}", "see: annotate gold serve")
    if not found:
        say(f"nobody was served gold in {campaign}; see: annotate gold serve")
    if format_ == "text":
        print_standings(found, app.scheme, whole=annotator is not None)
    elif format_ == "html":
        deliver(html(found, campaign, app.scheme), out)
    else:
        deliver(
            json.dumps([to_json(one, app.scheme) for one in found], ensure_ascii=False, indent=2) + "\n", out
        )


def _remark(one: GoldArticle) -> None:
    if one.key is None:
        say(f"{one.article}: its text has no verdict now, so it is not served")
