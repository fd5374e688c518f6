"""`annotate articles watch`, `refresh` and `diff`."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.articles_add import SOME_LEFT_OUT, summary
from annotate.cli.output import counted, emit, format_option, minute, say
from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from annotate.intake.refresh import Refreshed
    from annotate.intake.watch import Looked, Watching


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED…")
@click.option("--once", is_flag=True, help="Ask each feed that is due once, and end.")
@click.option(
    "--every", type=click.FloatRange(min=1), default=15, show_default=True, metavar="MINUTES",
    help="Time between two questions to a feed.",
)  # fmt: skip
@format_option
def watch(feeds: tuple[str, ...], once: bool, every: float, format_: str) -> int:
    """Add what is new in feeds and news sitemaps, again and again, until Ctrl-C.

    A feed is asked no more often than --every says, sent only when it has changed, and left alone for twice
    as long each time it fails, up to a day. What it lists is fetched once, and again when it says that the
    page was changed. An article that was removed does not come back. Prints a line an article (--format
    json: an object). With --once the exit code is 5 where a feed failed or a page was refused.
    """
    from annotate.cli.fetching import fetcher
    from annotate.intake.watch import Watching, looks

    app = App()
    writing = partial(app.writing, "articles watch")
    at = Watching(app.store, fetcher(app), app.outlets(), timedelta(minutes=every), _now, writing)
    with _ended() as (ended, signals):
        while True:
            looked: list[Looked] = []
            for one in looks(at, feeds):
                looked.append(one)
                _tell(one, format_)
                if ended.is_set():
                    break
            if once or ended.wait(_until(at, looked)):
                break
    failed = any(one.state == "failed" or _refused(one) for one in looked)
    return 130 if signal.SIGINT in signals else SOME_LEFT_OUT if once and failed else 0


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option("--outlet", help="Only this outlet's.")
@format_option
def refresh(ids: tuple[str, ...], outlet: str | None, format_: str) -> int:
    """Ask for articles again and keep what was edited since as their new revision, with a diff.

    Without ID all that were fetched from the web. An edit is called silent where the page states no newer
    time of change. What is gone or cannot be read is refused and stays as it is; then the exit code is 5.
    """
    from annotate.cli.fetching import fetcher
    from annotate.cli.progress import progress
    from annotate.intake.refresh import due
    from annotate.intake.refresh import refresh as again

    app = App()
    articles = due(app.store, ids, outlet)
    done: list[Refreshed] = []
    with progress("articles") as far:
        far.expect(len(articles))
        for one in again(
            app.store, fetcher(app), app.outlets(), articles, partial(app.writing, "articles refresh")
        ):
            done.append(one)
            far.step()
    shown = [{**one.added.to_json(), "silent": one.silent, "diff": one.diff} for one in done]
    emit(format_, shown, lambda: _edits(done))
    for line in summary([one.added for one in done]):
        say(line)
    return SOME_LEFT_OUT if any(one.added.status == "refused" for one in done) else 0


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--from", "first", type=click.IntRange(1), help="A revision; default: the one before --to.")
@click.option("--to", "last", type=click.IntRange(1), help="A later revision; default: the newest.")
def diff(id_: str, first: int | None, last: int | None) -> None:
    """Show what was edited between two revisions of an article, a paragraph a line."""
    from annotate.intake.refresh import difference
    from annotate.store import Articles

    app = App()
    with app.store.session(read_only=True) as session:
        after = Articles(session).get(id_, last)
        before = Articles(session).get(id_, first or max(after.revision - 1, 1)) if after else None
    if after is None or before is None:
        raise UsageError(
            f"there is no such revision of article {id_!r}", f"see: annotate articles show {id_}"
        )
    click.echo(difference(before, after))


def _edits(done: Sequence[Refreshed]) -> None:
    for one in done:
        if one.diff:
            click.echo(one.diff)
            click.echo("edited silently: the page states no newer time of change" if one.silent else "")


def _tell(looked: Looked, format_: str) -> None:
    for one in looked.added:
        if format_ == "json":
            click.echo(json.dumps(one.to_json(), ensure_ascii=False))
        else:
            click.echo(" ".join(filter(None, (one.status, one.id or one.source, one.reason))))
    if looked.state == "failed":
        say(f"{looked.feed}: {looked.reason}; asked again after {minute(looked.due_at)} UTC")
    elif looked.state == "read":
        refused = _refused(looked)
        taken = counted(len(looked.added) - refused, "article")
        say(f"{looked.feed}: {taken} taken, {refused} refused, {looked.known} known")


def _refused(looked: Looked) -> int:
    return sum(one.status == "refused" for one in looked.added)


def _until(at: Watching, looked: Sequence[Looked]) -> float:
    """Seconds until the first feed is due."""
    return max(1.0, (min(one.due_at for one in looked) - at.now()).total_seconds())


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _ended() -> Iterator[tuple[Event, list[int]]]:
    """An event that SIGTERM or Ctrl-C sets; whoever asks twice does not want to wait."""
    event, signals = Event(), []

    def end(number: int, frame: object) -> None:
        signals.append(number)
        event.set()
        signal.signal(number, signal.SIG_DFL)

    before = {one: signal.signal(one, end) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield event, signals
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
