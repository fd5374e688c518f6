"""`annotate demo`: the whole story on the sample articles."""

from __future__ import annotations

import signal
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.init import prepare
from annotate.cli.output import counted, say
from annotate.resources import shipped

if TYPE_CHECKING:
    from annotate.studio.server import Running

CAMPAIGN = "demo"


@click.command("demo", short_help="The whole story on sample articles, with a real Label Studio.")
@click.option("--once", is_flag=True, help="Stop everything at the end, instead of serving until Ctrl-C.")
@click.option("--port", type=click.IntRange(1, 65535), help="Label Studio's port; default: any that is free.")
@click.option("--no-browser", is_flag=True, help="Do not open the labelling page.")
def command(once: bool, port: int | None, no_browser: bool) -> None:
    """The whole story on sample articles, with a real Label Studio.

    Starts it, adds and pre-marks the articles, opens a campaign of two annotators, submits their sample
    annotations through Label Studio, syncs, scores and writes the report. Run again it goes on from there.
    """
    app = App()
    prepare(app)
    with serving(app, port) as running:
        tell(app, running)
        where = _guide(app, running)
        if not once:
            say("\nserving until Ctrl-C")
            if not no_browser:
                webbrowser.open(where)
            threading.Event().wait()
    say("to label in it: annotate studio start")


@contextmanager
def serving(app: App, port: int | None) -> Iterator[Running]:
    """Label Studio for as long as the demo lasts, however it ends; one that ran before is left running."""
    from annotate.cli.studio import start_embedded
    from annotate.studio import server

    before = server.status(app.studio_folder)["running"]
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    try:
        yield start_embedded(app, port)
    finally:
        if not before:
            say("stopping Label Studio")
            server.stop(app.studio_folder, say=say)


def tell(app: App, running: Running) -> None:
    """Everything between a running server and a written report."""
    from annotate.campaigns.create import Request, create
    from annotate.campaigns.load import load
    from annotate.cli.load import told
    from annotate.cli.submit import samples, submit
    from annotate.intake.add import add
    from annotate.store import Annotator
    from annotate.studio.sync import sync

    given = samples(shipped("seeds", "annotations"))
    with app.writing("demo"), running.studio() as studio:
        added = add(app.store, [str(shipped("seeds", "articles"))])
        ids = tuple(one.id for one in added if one.id)
        say(f"{counted(len(ids), 'sample article')} in the database")
        request = Request(CAMPAIGN, tuple(Annotator(slug) for slug in given), articles=ids)
        create(
            app.store, studio, app.scheme, app.config("guidelines.md").read_text("utf-8"), request,
            credentials_file=running.credentials_file, say=say,
        )  # fmt: skip
        told(load(app.store, studio, app.scheme, app.detector(), CAMPAIGN, disagreement=app.disagreement()))
        for slug, annotations in given.items():
            sent = submit(
                app.store, studio, running.credentials_file, app.scheme, CAMPAIGN, slug, annotations
            )
            say(f"{slug}: {counted(sent, 'annotation')} submitted in Label Studio")
        swept = sync(app.store, studio, app.scheme, CAMPAIGN)
        say(f"synced: {swept.new} new, {swept.changed} changed, {swept.quarantined} quarantined")


def _guide(app: App, running: Running) -> str:
    """Prints the table of the articles, and where everything is; the address of the first desk."""
    from annotate.campaigns.show import show
    from annotate.cli.report_site import write_site
    from annotate.cli.score import table
    from annotate.store import Campaigns
    from annotate.studio import credentials

    scores = app.scores(CAMPAIGN)
    click.echo()
    table(scores)
    reports = app.home / "reports"
    with app.store.session(read_only=True) as session:
        known = Campaigns(session).get(CAMPAIGN)
    write_site(app, scores, reports, [known] if known else [])
    # What is not a terminal may be kept as a log, and a password must not be.
    passwords = credentials.load(running.credentials_file) if sys.stdout.isatty() else {}
    desks = show(app.store, CAMPAIGN).desks
    click.echo(f"\nreport      {reports / 'index.html'}")
    for desk in desks:
        password = passwords.get(desk.email or "", f"in {running.credentials_file}")
        click.echo(f"labelling   {desk.url}\n  log in    {desk.email}\n  password  {password}")
    return desks[0].url
