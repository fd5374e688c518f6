"""`annotate campaign …`."""

from __future__ import annotations

import click

from annotate.cli.app import App
from annotate.cli.campaign_revise import command as revise
from annotate.cli.campaign_round import command as round_
from annotate.cli.campaign_show import progress
from annotate.cli.campaign_staff import assign, join, leave, unassign
from annotate.cli.campaign_upgrade import command as upgrade
from annotate.cli.output import counted, emit, emit_table, format_option, say

_SAMPLE = "Only N of these articles, drawn by chance, each with the same."
_SENSITIVE = "Its texts may help to find a person, such as an unnamed source: published without text."


@click.group("campaign", short_help="Create and watch labelling campaigns.")
def command() -> None:
    """Create and watch labelling campaigns."""


command.add_command(upgrade)
command.add_command(revise)
command.add_command(round_)


@command.command()
@click.argument("name")
@click.option("--annotators", required=True, metavar="SLUG[=EMAIL],…", help="Who labels; each gets a desk.")
@click.option("--articles", metavar="ID,…", help="Only these articles.")
@click.option("--outlet", help="Only this outlet's articles.")
@click.option("--all", "all_", is_flag=True, help="All articles stored now; the default.")
@click.option(
    "--each",
    type=click.IntRange(1),
    metavar="N",
    help="How many annotators an article; default: all of them.",
)
@click.option(
    "--depth",
    type=click.Choice(["full", "central"]),
    default="full",
    show_default=True,
    help="All marks, or the central claims alone: a third of the time, a report without a number.",
)
@click.option("--sensitive", is_flag=True, help=_SENSITIVE)
@click.option(
    "--bare",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SHARE",
    help="Load this share of the tasks, 0 to 1, without pre-marks, to measure what pre-marks do.",
)
@click.option(
    "--sample", type=click.IntRange(1), metavar="N", help="Only N of these articles, drawn by chance."
)
@click.option("--seed", type=int, default=0, metavar="N", help="Of what is left to chance; default: 0.")
def create(
    name: str,
    annotators: str,
    articles: str | None,
    outlet: str | None,
    all_: bool,
    each: int | None,
    depth: str,
    sensitive: bool,
    bare: float,
    sample: int | None,
    seed: int,
) -> None:
    """Open campaign NAME: an account and a desk in Label Studio for each annotator.

    With --each, chance decides who reads what: evenly, and by --seed, which is kept, so that it
    can be told again. The same command again does nothing; another campaign of that name is
    refused.
    """
    from annotate.campaigns.create import Request, chosen_articles
    from annotate.campaigns.create import create as open_
    from annotate.campaigns.people import parse_annotators
    from annotate.cli.connection import connection

    app = App()
    request = Request(
        name, parse_annotators(annotators), _ids(articles, outlet, all_), outlet, each, depth,
        sensitive, bare, seed, sample,
    )  # fmt: skip
    guidelines = app.config("guidelines.md").read_text("utf-8")
    with app.store.session(read_only=True) as session:
        chosen_articles(session, request.articles, request.outlet)
    with app.writing("campaign create"):
        to = connection(app)
        open_(app.store, to.studio, app.scheme, guidelines, request, credentials_file=to.credentials, say=say)
    say(f"campaign {name} is open; fill its desks: annotate load {name}")
    if to.credentials:
        say(f"accounts and passwords: {to.credentials}")


@command.command()
@click.argument("name")
@click.option("--articles", metavar="ID,…", help="Only these articles.")
@click.option("--outlet", help="Only this outlet's articles.")
@click.option("--all", "all_", is_flag=True, help="All articles stored now; the default.")
def add(name: str, articles: str | None, outlet: str | None, all_: bool) -> None:
    """Deal further articles to the desks of campaign NAME."""
    from annotate.campaigns.assign import add_articles

    app = App()
    with app.writing("campaign add"):
        assigned = add_articles(app.store, name, _ids(articles, outlet, all_), outlet)
    say(
        f"{counted(len({one.article for one in assigned}), 'article')} added; send them: annotate load {name}"
    )


@command.command("list")
@format_option
def list_(format_: str) -> None:
    """List the campaigns."""
    from annotate.store import Campaigns

    app = App()
    with app.store.session(read_only=True) as session:
        rows = [
            {"name": one.name, "state": one.state, "scheme": one.scheme, "depth": one.depth, "each": one.each}
            for one in Campaigns(session).all()
        ]

    def text() -> None:
        emit_table(("Campaign", "State", "Scheme", "Depth", "Each"), [list(row.values()) for row in rows])

    emit(format_, rows, text)


@command.command()
@click.argument("name")
@format_option
def show(name: str, format_: str) -> None:
    """Progress of each desk of campaign NAME as of the last sync, and what annotators flagged to you.

    Drafts that were not submitted are counted where Label Studio answers. The time left is what is pending
    at the annotator's present pace: the median of the last 20 finished articles, without timers above three
    times that median, which ran on while nobody worked; from three articles on.
    """
    from annotate.campaigns.show import show as look
    from annotate.cli.connection import connection
    from annotate.core.errors import StudioError

    app = App()
    try:
        shown = look(app.store, name, connection(app, name).studio)
    except StudioError as error:
        say(f"drafts are not counted: {error}")
        shown = look(app.store, name)
    emit(format_, shown.to_json(), lambda: progress(shown))


@command.command()
@click.argument("name")
@click.argument("values", metavar="ID=N[,ID=N…]")
def value(name: str, values: str) -> None:
    """Say how newsworthy articles of campaign NAME are: N from 1 to 5, 5 the most, or `none` again."""
    from annotate.campaigns.values import give_values, parse_values

    app, given = App(), parse_values(values)
    with app.writing("campaign value"):
        give_values(app.store, name, given)
    say(f"{counted(len(given), 'value')} kept; serve by them: annotate queue {name} --by value")


@command.command()
@click.argument("name")
def close(name: str) -> None:
    """Close campaign NAME: it is loaded and swept no more; its annotations count as before."""
    from annotate.campaigns.show import close as end

    app = App()
    with app.writing("campaign close"):
        end(app.store, name)
    say(f"campaign {name} is closed")


for part in (assign, unassign, join, leave):
    command.add_command(part)


def _ids(articles: str | None, outlet: str | None, all_: bool) -> tuple[str, ...] | None:
    if sum((articles is not None, outlet is not None, all_)) > 1:
        raise click.UsageError("--articles, --outlet and --all exclude each other")
    return None if articles is None else tuple(one.strip() for one in articles.split(",") if one.strip())
