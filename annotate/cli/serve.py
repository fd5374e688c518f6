"""`annotate serve`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import say
from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from annotate.studio.client import Studio


@click.command("serve", short_help="Sweep when Label Studio hints that something has happened.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen for hints.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8710, show_default=True, help="And at which port."
)
@click.option("--url", help="The address by which Label Studio reaches this; default: http://HOST:PORT.")
@click.option("--no-register", is_flag=True, help="Do not set the webhook in Label Studio; you have done so.")
def command(host: str, port: int, url: str | None, no_register: bool) -> int:
    """Sweep when Label Studio hints that something has happened, and now and then without a hint.

    A hint is a webhook with the home's secret in a header. It has a sweep scheduled and does nothing else,
    whatever it says. `GET /health` tells how the last sweep went. Runs until SIGTERM or Ctrl-C.
    """
    if find_spec("uvicorn") is None or find_spec("starlette") is None:
        raise UsageError("receiving hints needs an extra", "install annotate[serve]")
    from annotate.cli.sync import told
    from annotate.cli.watching import bell_of, watch_home
    from annotate.studio.desks import open_projects
    from annotate.studio.receiver import application, receiving
    from annotate.studio.watch import Health
    from annotate.studio.webhook import register, secret

    app = App()
    bell, health = bell_of(app), Health()
    file = app.studio_folder / "hints.secret"
    known = secret(file)

    told_of: set[int] = set()

    def met(studio: Studio) -> None:
        with app.store.session(read_only=True) as session:
            new = open_projects(session, studio.instance) - told_of
        if new and not no_register:
            register(studio, url or f"http://{host}:{port}", known, new)
            told_of.update(new)

    with receiving(application(known, bell, health), host, port):
        say(f"hints: http://{host}:{port}/hints; the secret is in {file}")
        return watch_home(app, bell, health, None, told, met)
