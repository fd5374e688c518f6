"""`annotate export`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from annotate.cli.app import App
from annotate.cli.output import counted, say
from annotate.core.errors import Refused


@click.command("export", short_help="Write annotations for other programs.")
@click.argument("format_", metavar="FORMAT")
@click.option("--out", required=True, metavar="PATH", help="The file to write; - for standard output.")
@click.option("--campaign", help="Only this campaign's.")
@click.option(
    "--history", type=click.Choice(["all"]), help="Every content there was, not the current ones alone."
)
def command(format_: str, out: str, campaign: str | None, history: str | None) -> int:
    """Write annotations for other programs. FORMAT is jsonl.

    jsonl loses nothing: imported into an empty database and exported again, it is the same file.
    """
    from annotate.export.writing import write

    target = sys.stdout.buffer if out == "-" else Path(out)
    done = write(format_, App().store, target, campaign=campaign, history=history == "all")
    say(f"{counted(done.annotations, 'annotation')} written")
    if done.erased:
        say(f"{counted(done.erased, 'annotation')} left out: the article's text was erased")
        return Refused.exit_code
    return 0
