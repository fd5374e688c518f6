"""`annotate export`: a command for each format."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from annotate.cli.app import App
from annotate.cli.output import counted, say
from annotate.core.errors import Refused


class Formats(click.Group):
    """The formats there are, each a command whose help is the writer's own docstring."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from annotate.export import formats

        return list(formats())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from annotate.export import about

        if cmd_name not in self.list_commands(ctx):
            return None
        text = about(cmd_name)
        return click.Command(
            cmd_name, callback=_run, params=_options(cmd_name), help=text, short_help=text.partition("\n")[0]
        )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Names the formats when there is none of that name."""
        if self.get_command(ctx, args[0]) is None:
            ctx.fail(f"no format {args[0]!r}; there are: {', '.join(self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


@click.group(
    "export",
    cls=Formats,
    subcommand_metavar="FORMAT [OPTIONS]",
    short_help="Write annotations for other programs.",
)
def command() -> None:
    """Write annotations for other programs.

    Each format's help says what it cannot carry; jsonl carries all of every annotation. The same database
    gives the same bytes.
    """


def _options(format_: str) -> list[click.Parameter]:
    options: list[click.Parameter] = [
        click.Option(["--out"], required=True, metavar="PATH", help=_OUT),
        click.Option(["--campaign"], help="Only this campaign's."),
        click.Option(
            ["--history"],
            type=click.Choice(["all"]),
            help="Every content there was, not the current ones alone.",
        ),
        click.Option(["--annotator"], multiple=True, metavar="SLUG", help="Only theirs; may be repeated."),
        click.Option(
            ["--origin"],
            multiple=True,
            type=click.Choice(["studio", "import", "machine", "verdict"]),
            help="Only those made so, verdict being what was adjudicated; may be repeated.",
        ),
        click.Option(["--since"], type=_TIME, metavar="DATE", help="Only those saved then (UTC) or later."),
        click.Option(["--label"], multiple=True, metavar="LABEL", help=_LABEL),
    ]
    if format_ == "csv":
        options.append(click.Option(["--spreadsheet"], is_flag=True, help=_SPREADSHEET))
    return options


_TIME = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"])
_LABEL = "Of each only the marks of this label, and the links between such; may be repeated."
_OUT = "The file to write, or - for standard output; for a format of several files a new folder."
_SPREADSHEET = "For Excel and its like: a quote mark before each cell that it would run as a formula."


def _run(
    out: str,
    campaign: str | None,
    history: str | None,
    annotator: Sequence[str],
    origin: Sequence[str],
    since: datetime | None,
    label: Sequence[str],
    spreadsheet: bool = False,
) -> int:
    from annotate.export import Manner, Wanted, write

    app = App()
    wanted = Wanted(
        campaign=campaign,
        history=history == "all",
        annotators=frozenset(annotator),
        origins=frozenset(origin),
        since=since and since.replace(tzinfo=UTC),
        labels=frozenset(label),
    )
    format_ = click.get_current_context().info_name or ""
    target = sys.stdout.buffer if out == "-" else Path(out)
    done = write(format_, app.store, target, Manner(app.scheme, spreadsheet), wanted)
    say(f"{counted(done.annotations, 'annotation')} written")
    if done.erased:
        say(f"{counted(done.erased, 'annotation')} left out: the article's text was erased")
    for what, times in done.left_out.items():
        say(f"left out {times} ×: {what}")
    return Refused.exit_code if done.erased or done.left_out else 0
