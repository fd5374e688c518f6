"""`annotate pilot`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, emit_table, format_option, say
from annotate.core.errors import GateNotMet, StudioError, UsageError

if TYPE_CHECKING:
    from annotate.campaigns.pilot import Gate, Limits, Pilot


@click.command("pilot", short_help="Five articles by all annotators, and whether a desk is ready.")
@click.argument("campaign")
@click.option("--annotators", metavar="SLUG[=EMAIL],…", help="Opens the pilot: who labels.")
@click.option(
    "--articles",
    metavar="ID,…",
    help="To open it: these articles, not five that stand for all in length.",
)
@click.option(
    "--depth", type=click.Choice(["full", "central"]), default="full", show_default=True,
    help="To open it: all marks, or the central claims alone.",
)  # fmt: skip
@click.option(
    "--alpha", type=click.FloatRange(0, 1), default=0.67, show_default=True, metavar="A",
    help="The least agreement on where sources are, and on who they are.",
)  # fmt: skip
@click.option(
    "--minutes", type=click.FloatRange(0), default=20.0, show_default=True, metavar="M",
    help="The most minutes that the median article may take.",
)  # fmt: skip
@format_option
def command(
    campaign: str,
    annotators: str | None,
    articles: str | None,
    depth: str,
    alpha: float,
    minutes: float,
    format_: str,
) -> int:
    """Run a pilot: five articles by all annotators, and whether this desk is ready for a campaign.

    With --annotators it opens CAMPAIGN, with five articles that stand for all stored ones in length, and
    fills its desks. Called again it syncs, and prints minutes an article, how far the annotators agree, the
    lines of the guidelines that cost most agreement, and a verdict: go, where agreement and time are as
    asked for. The exit code is 1 at anything but go, also while articles are still to be read.
    """
    from annotate.campaigns.pilot import Limits

    app = App()
    if _known(app, campaign):
        _synced(app, campaign)
        _judged(app, campaign, Limits(alpha, minutes), format_)
        return 0
    if annotators is None:
        raise UsageError(f"there is no campaign {campaign!r}", "open the pilot with --annotators SLUG,SLUG")
    return _opened(app, campaign, annotators, articles, depth)


def _known(app: App, campaign: str) -> bool:
    from annotate.store import Campaigns

    with app.store.session(read_only=True) as session:
        return Campaigns(session).get(campaign) is not None


def _opened(app: App, campaign: str, annotators: str, articles: str | None, depth: str) -> int:
    """Opens the campaign and fills its desks; the exit code, as of `annotate load`."""
    from annotate.campaigns.create import Request, create
    from annotate.campaigns.load import load
    from annotate.campaigns.people import parse_annotators
    from annotate.campaigns.pilot import chosen
    from annotate.cli.connection import connection
    from annotate.cli.load import told

    ids = chosen(app.store) if articles is None else tuple(one.strip() for one in articles.split(","))
    request = Request(campaign, parse_annotators(annotators), ids, depth=depth)
    guidelines = app.config("guidelines.md").read_text("utf-8")
    to = connection(app)
    with app.writing("pilot"), to.studio as studio:
        known = to.credentials
        create(app.store, studio, app.scheme, guidelines, request, credentials_file=known, say=say)
        loaded = load(
            app.store, studio, app.scheme, app.detector(), campaign,
            disagreement=app.disagreement(), say=say,
        )  # fmt: skip
    code = told(loaded)
    say(f"the pilot is open; once all have read their articles: annotate pilot {campaign}")
    if known:
        say(f"accounts and passwords: {known}")
    return code


def _synced(app: App, campaign: str) -> None:
    """Brings in what the annotators have done, where the pilot has desks and Label Studio answers."""
    from annotate.cli.connection import connection
    from annotate.store import Desks
    from annotate.studio.sync import sync

    with app.store.session(read_only=True) as session:
        desks = Desks(session).of(campaign)
    if not desks:
        return
    try:
        with app.writing("pilot"), connection(app).studio as studio:
            swept = sync(app.store, studio, app.scheme, campaign)
    except StudioError as error:
        say(f"not synced, so this is as of the last sync: {error}")
    else:
        for note in swept.notes:
            say(note)


def _judged(app: App, campaign: str, limits: Limits, format_: str) -> None:
    from annotate.campaigns.pilot import pilot

    guidelines = app.config("guidelines.md").read_text("utf-8")
    found = pilot(app.store, app.scheme, guidelines, campaign, limits)
    emit(format_, found.to_json(), lambda: _print(found))
    if found.verdict != "go":
        raise GateNotMet(f"pilot {campaign}: {found.verdict}", _remedy(found))


def _remedy(found: Pilot) -> str:
    if found.verdict == "not yet":
        return f"once it is read, again: annotate pilot {found.campaign}"
    return f"talk over the lines above, and what differs: annotate agreement {found.campaign} --worst"


def _print(found: Pilot) -> None:
    click.echo(
        f"{found.campaign}: {found.verdict}, {counted(found.articles, 'article')} read by two or more\n"
    )
    emit_table(
        ("A go asks for", "Found", "n", "Asked", "Holds"),
        [(one.name, _figure(one), one.n, _limit(one), "yes" if one.holds else "no") for one in found.gates],
        right=("n", "Asked"),
    )
    if found.articles:
        _print_found(found)
    for one in found.missing:
        say(f"still missing: {one}")


def _print_found(found: Pilot) -> None:
    from annotate.cli.agreement import shown
    from annotate.cli.agreement_worst import shortened

    click.echo()
    emit_table(
        ("Annotator", "Minutes an article"),
        [(name, "–" if of is None else f"{of:.1f}") for name, of in found.minutes.items()],
        right=("Minutes an article",),
    )
    click.echo()
    figures = [(f"{label} marks", one) for label, one in found.alpha_u.items()]
    figures += [(name, one) for name, one in found.alpha.items() if name.partition(".")[0] in found.alpha_u]
    emit_table(
        ("Agreement (alpha)", "n", "90 % interval"),
        [(name, one.n, shown(one)) for name, one in figures if one.n],
        right=("n",),
    )
    click.echo()
    emit_table(
        ("Lines of the guidelines that cost most", "Line", "Differences", "What it says"),
        [(one.section, one.number or "–", one.n, shortened(one.text)) for one in found.lines],
        right=("Line", "Differences"),
    )


def _figure(one: Gate) -> str:
    if one.value is None:
        return "cannot be told"
    if one.asked == "most":
        return f"{one.value:.1f}"
    return f"{one.value:.2f}" if one.low is None else f"{one.value:.2f} ({one.low:.2f} to {one.high:.2f})"


def _limit(one: Gate) -> str:
    return f"{'≥' if one.asked == 'least' else '≤'} {one.limit:g}"
