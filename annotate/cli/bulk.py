"""`annotate bulk`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit_json, format_option, say
from annotate.core.errors import Refused, UsageError
from annotate.core.percent import percent

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotate.bulk.machine import Recipe
    from annotate.bulk.run import Progress
    from annotate.bulk.summary import Summary

MOST_REASONS = 12


@click.command("bulk", short_help="Machine readings of a crawl, as Parquet; no human, no score.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="PARQUET",
    help="A folder of Parquet files; what it has of these sources already is not read again.",
)  # fmt: skip
@click.option(
    "--model",
    default="default",
    show_default=True,
    metavar="default|rules|PATH",
    help="As of `annotate detect`.",
)
@click.option("--workers", type=click.IntRange(1), help="Processes on this machine; default: one a core.")
@click.option("--scheduler", metavar="ADDRESS", help="Do it on a Dask cluster, as tcp://HOST:8786.")
@format_option
def command(
    sources: tuple[str, ...], out: Path, model: str, workers: int | None, scheduler: str | None, format_: str
) -> int:
    """Machine readings of a crawl: marks, links and the indicators that need no human; never a score.

    SOURCE is a WARC file, a .jsonl file, any other file that `articles add` can read, or a folder of such.
    Needs no home. The files are the same, byte for byte, for any number of workers. Stopped, or with more
    sources, the same command goes on where it was. With --scheduler the workers read the sources by the same
    paths.

    A record that cannot be read is counted with its reason and the rest goes on; then the exit code is 5,
    but not for records of a crawl that hold no page.
    """
    from annotate.bulk.run import run

    if scheduler is not None and workers is not None:
        raise UsageError("a cluster has the workers it has", "say --workers or --scheduler, not both")
    recipe = _recipe(App(), model)
    at_once = workers or os.cpu_count() or 1
    try:
        done = run(sources, out, recipe, workers=at_once, scheduler=scheduler, tell=_teller())
    except KeyboardInterrupt:
        say(f"\nwhat {out} has of it stays; the same command goes on from there")
        raise
    if format_ == "json":
        emit_json(_as_json(done))
    _say(done, out)
    return Refused.exit_code if done.missed else 0


def _recipe(app: App, model: str) -> Recipe:
    from annotate.bulk.machine import Recipe
    from annotate.resources import shipped

    own, lexicon = app.home / "config" / "lexicon", shipped("config", "lexicon")
    app.detector(model)  # a model that cannot be read is said here and not by every worker
    return Recipe(
        str(app.model(model) or ""), str(app.config("scheme.toml")), str(lexicon), str(own)
    ).stamped()


def _teller() -> Callable[[Progress], None]:
    """Says how far it is and how long it may still take, on a terminal in one line."""
    from time import monotonic

    begun = monotonic()

    def tell(now: Progress) -> None:
        seconds = max(monotonic() - begun, 0.001)
        left = seconds * (1 - now.share) / (now.share - now.before)
        line = (
            f"{percent(now.share):>5}  {now.articles:,} articles, {now.articles / seconds:,.0f} a second, "
            f"{now.words / seconds:,.0f} words a second, about {_minutes(left)} left"
        )
        click.echo(f"\r{line:<100}" if sys.stderr.isatty() else line, nl=not sys.stderr.isatty(), err=True)

    return tell


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _as_json(done: Summary) -> dict[str, Any]:
    return {
        "pieces": done.made + done.kept,
        "read_now": done.made,
        "records": done.records,
        "articles": done.articles,
        "words": done.words,
        "left_out": dict(done.reasons.most_common()),
    }


def _say(done: Summary, out: Path) -> None:
    if sys.stderr.isatty():
        say("")
    say(
        f"{out}: {counted(done.articles, 'article')} of {counted(done.records, 'record')} in "
        f"{counted(done.made + done.kept, 'file')}, {done.made} made now; {done.words:,} words"
    )
    for reason, times in done.reasons.most_common(MOST_REASONS):
        say(f"left out {times} ×: {reason} (such as {done.first[reason]})")
    if len(done.reasons) > MOST_REASONS:
        say(f"and {len(done.reasons) - MOST_REASONS} other reasons; each file's metadata names every record")
    if done.others:
        say(f"{counted(done.others, 'file')} in {out} of other sources, or of these as they were, left alone")
