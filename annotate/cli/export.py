"""`annotate export`: a command for each format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from annotate.cli.app import App
from annotate.cli.export_options import options, wanted
from annotate.cli.output import counted, say
from annotate.core.errors import Refused, UsageError

if TYPE_CHECKING:
    from annotate.export import Manner, Wanted, Written


class Formats(click.Group):
    """The formats there are, each a command whose help is the writer's own docstring."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from annotate.export import formats

        return sorted([*formats(), "research"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from annotate.export import about

        if cmd_name == "research":
            return _research()
        if cmd_name not in self.list_commands(ctx):
            return None
        text = about(cmd_name)
        return click.Command(
            cmd_name, callback=_run, params=options(cmd_name), help=text, short_help=text.partition("\n")[0]
        )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Names the formats when there is none of that name."""
        if self.get_command(ctx, args[0]) is None:
            ctx.fail(f"no format {args[0]!r}; there are: {', '.join(self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


def _research() -> click.Command:
    from annotate.cli.export_research import command as research
    from annotate.export.research import about

    research.help = about()
    return research


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


def _run(
    out: str,
    release: str | None,
    part: str | None,
    spreadsheet: bool = False,
    **said: Any,  # noqa: ANN401 - the options
) -> int:
    from annotate.export import Manner, write

    app = App()
    format_ = click.get_current_context().info_name or ""
    asked = wanted(format_, said)
    target = sys.stdout.buffer if out == "-" else Path(out)
    if release is not None:
        done = _released(app, format_, target, Manner(app.scheme, spreadsheet), asked, (release, part))
    elif part is not None:
        raise UsageError("only a release has parts", "name it with --release")
    else:
        rates = {} if asked.readings == "annotators" else app.estimated(asked.campaign).rates
        done = write(format_, app.store, target, Manner(app.scheme, spreadsheet, rates), asked)
    say(f"{counted(done.annotations, 'annotation')} written")
    if done.merged:
        say(f"{counted(done.merged, 'consensus reading')} written beside them")
    if done.erased:
        say(f"{counted(done.erased, 'annotation')} left out: the article's text was erased")
    for what, times in done.left_out.items():
        say(f"left out {times} ×: {what}")
    return Refused.exit_code if done.erased or done.left_out else 0


def _released(
    app: App,
    format_: str,
    target: Path | BinaryIO,
    manner: Manner,
    asked: Wanted,
    of: tuple[str, str | None],
) -> Written:
    from annotate.export import write_items
    from annotate.export.wanted import require_labels
    from annotate.releases import places
    from annotate.releases.items import ReleasedItems

    require_labels(asked, manner.scheme)
    folder, _ = places.found(of[0], lambda: app.store, app.home)
    with app.store.session(read_only=True) as session:
        return write_items(format_, ReleasedItems(session, folder, asked, of[1]), target, manner)
