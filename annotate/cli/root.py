"""The root command, whose parts are imported only when they are called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "demo": ("demo", "The whole story on sample articles, with a real Label Studio."),
    "init": ("init", "Make a home: the folder with settings and database."),
    "doctor": ("doctor", "Check everything; a remedy for each thing that is wrong."),
    "db": ("db", "Upgrade, check, back up and restore the database."),
    "articles": ("articles", "Add, list, show and remove articles."),
    "campaign": ("campaign", "Create and watch labelling campaigns."),
    "queue": ("queue", "What each desk labels next, and why."),
    "load": ("load", "Send what is assigned and not yet there to Label Studio."),
    "sync": ("sync", "Bring annotations from Label Studio into the database."),
    "annotations": ("annotations", "Import, list and show annotations; look after the quarantine."),
    "annotators": ("annotators", "List, describe and forget annotators."),
    "pilot": ("pilot", "Five articles by all annotators, and whether a desk is ready."),
    "agreement": ("agreement", "How far annotators agree, and where they do not."),
    "adjudicate": ("adjudicate", "Decide what annotators differ on."),
    "gold": ("gold", "Measure annotators by adjudicated articles, unmarked among their work."),
    "score": ("score", "How well sourced each article is."),
    "report": ("report", "Reports that explain a score, and who made it."),
    "export": ("export", "Write annotations for other programs."),
    "release": ("release", "Freeze data sets; check and compare them."),
    "detect": ("detect", "Mark a text by machine, measure how well; needs no home."),
    "bulk": ("bulk", "Machine readings of a crawl, as Parquet; no human, no score."),
    "serve": ("serve", "Sweep when Label Studio hints that something has happened."),
    "studio": ("studio", "Start, stop and connect Label Studio."),
}
"""Command to its module in this folder and its line in the help, which must equal the command's own."""


class Lazy(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"annotate.cli.{COMMANDS[cmd_name][0]}"), "command", None)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"annotate {version('annotate')}")
        ctx.exit()


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version."
)
def annotate() -> None:
    """Who says so? Mark sources, cues and hedges in news articles, and report how well sourced each is.

    It never says whether an article is true.
    """
