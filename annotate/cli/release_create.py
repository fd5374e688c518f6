"""`annotate release create`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from annotate.cli.app import RUBRIC, App
from annotate.cli.output import counted, emit, format_option, say
from annotate.core.errors import UsageError
from annotate.core.percent import percent

if TYPE_CHECKING:
    from annotate.releases import Rules


@click.command("create", short_help="Freeze what people have read.")
@click.argument("name")
@click.option("--licence", metavar="ID", help="Under which licence, such as cc-by-4.0. There is no default.")
@click.option("--licence-url", metavar="URL", help="Where its text is, of a licence that is not known by ID.")
@click.option("--campaign", help="Only this campaign's annotations.")
@click.option(
    "--text",
    type=click.Choice(["none", "quotes", "full"]),
    help="How much of the articles' words: none, those that are marked (the default, unless a campaign is "
    "sensitive), or all.",
)
@click.option(
    "--split",
    default="train=80,validation=10,test=10",
    show_default=True,
    help="The parts, and their sizes in proportion.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another one gives another split.")
@click.option(
    "--by",
    type=click.Choice(["outlet", "time", "echoes"]),
    help="Keep each outlet in one part, or articles with nearly the same central claim; or let the parts "
    "follow one another in time.",
)
@click.option(
    "--after",
    metavar="RELEASE",
    default="",
    help="The one it follows: articles stay in their parts, and the version counts on.",
)
@click.option("--version", metavar="X.Y.Z", help="In place of the suggested one.")
@click.option("--named", is_flag=True, help="Annotators by name. Ask them first.")
@click.option("--title", default="", help="The data set's title; else it is NAME.")
@click.option("--creator", default="", help="Who publishes it.")
@click.option(
    "--out",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="A new folder, in place of releases/NAME in the home.",
)
@format_option
def create(
    name: str,
    licence: str | None,
    licence_url: str | None,
    campaign: str | None,
    text: Literal["none", "quotes", "full"] | None,
    split: str,
    seed: int,
    by: Literal["outlet", "time", "echoes"] | None,
    after: str,
    version: str | None,
    named: bool,
    title: str,
    creator: str,
    out: Path | None,
    format_: str,
) -> None:
    """Freeze what people have read, as release NAME.

    A folder gets the articles' metadata, everybody's annotations, the readings made of them, the scheme, the
    rubric, the guidelines and a card. The same database gives the same bytes. A hub's own command line
    uploads the folder as it is.
    """
    from annotate.releases import Choice
    from annotate.releases import create as freeze
    from annotate.releases import licence as licensed
    from annotate.releases.splits import parsed
    from annotate.releases.versions import checked

    app = App()
    choice = Choice(
        _checked(name),
        licensed(licence, licence_url),
        campaign,
        text,
        named,
        parsed(split),
        seed,
        by or "",
        after,
        version and checked(version),
        title,
        creator,
    )
    with app.writing("release create"):
        previous = _previous(app, after)
        target = out or app.home / "releases" / name
        made, facts = freeze(app.store, _rules(app, campaign), choice, target, previous)
    emit(format_, facts.to_json() | {"folder": made.folder}, lambda: click.echo(made.folder))
    say(
        f"release {made.name} {made.version}: {counted(facts.census.texts, 'article')}, "
        f"{counted(facts.census.annotations, 'annotation')}; "
        f"the most alike in different parts: {facts.leaks.largest:.2f}"
    )
    if made.text == "quotes" and 2 * facts.census.quoted > facts.census.characters:
        share = percent(facts.census.quoted / facts.census.characters)
        say(f"the marked words are {share} of the texts; --text none leaves words out")


def _checked(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise UsageError(f"{name!r} cannot be a release's name", "take letters, digits, dots, - and _")
    return name


def _previous(app: App, name: str) -> Path | None:
    from annotate.releases import places

    if not name:
        return None
    folder, _ = places.found(name, lambda: app.store, app.home)
    return folder


def _rules(app: App, campaign: str | None) -> Rules:
    """The scheme, the rubric and the guidelines that hold now, as files and as what is made of them."""
    from annotate.releases import Rules

    files = {
        "scheme.toml": app.config("scheme.toml"),
        f"rubric-{RUBRIC}.toml": app.config("rubrics", f"{RUBRIC}.toml"),
        "guidelines.md": app.config("guidelines.md"),
    }
    rates = app.estimated(campaign).rates
    return Rules(app.scheme, RUBRIC, {name: path.read_bytes() for name, path in files.items()}, rates)
