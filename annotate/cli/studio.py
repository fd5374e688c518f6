"""`annotate studio …`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.lock import writing
from annotate.cli.output import emit, format_option, say
from annotate.core.errors import UsageError

if TYPE_CHECKING:
    from annotate.studio.server import Running


@click.group("studio", short_help="Start, stop and connect Label Studio.")
def command() -> None:
    """Start, stop and connect Label Studio.

    `start` runs one of your own on this machine; `connect` uses your team's.
    """


@command.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="Where to listen; default: the last one, or any that is free.",
)
def start(port: int | None) -> None:
    """Start the embedded Label Studio; the first time it is installed."""
    running = start_embedded(App(), port)
    say(f"accounts and passwords: {running.credentials_file}")


@command.command()
def stop() -> None:
    """Stop the embedded Label Studio."""
    from annotate.studio import server

    app = App()
    app.ready()
    stopped = server.stop(app.studio_folder, say=say)
    say("Label Studio is stopped" if stopped else "Label Studio was not running")


@command.command()
@format_option
def status(format_: str) -> None:
    """Whether the embedded Label Studio runs, where, and which files hold its accounts."""
    from annotate.studio import server

    app = App()
    app.ready()
    known = server.status(app.studio_folder)

    def text() -> None:
        click.echo(
            f"running at {known['url']} (process {known['pid']})" if known["running"] else "not running"
        )
        click.echo(f"accounts and passwords: {known['credentials_file']}")
        click.echo(f"owner's token: {known['token_file']}")

    emit(format_, known, text)


@command.command()
@click.argument("email")
def password(email: str) -> None:
    """Give an account of the embedded Label Studio a new password, and write it to the credentials file."""
    from annotate.studio import accounts, environment, server

    app = App()
    home = app.ready()
    python = environment.ensure(app.settings.studio_env, app.config("label-studio.lock"), say)
    with writing(home, "studio password"):
        accounts.reset_password(app.studio_folder, python, email)
    say(f"the new password of {email} is in {server.status(app.studio_folder)['credentials_file']}")


@command.command()
@click.argument("url")
@click.option(
    "--token-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of mode 600 with the token alone; else ANNOTATE_STUDIO_TOKEN, else you are asked.",
)
def connect(url: str, token_file: Path | None) -> None:
    """Use your team's Label Studio at URL from now on. The token is checked, then kept in the home."""
    from annotate.studio import private
    from annotate.studio.connect import connect as try_out

    app = App()
    app.ready()
    if token_file:
        token = private.token(token_file)
    elif app.settings.studio_token:
        token = app.settings.studio_token.get_secret_value()
    elif sys.stdin.isatty():
        token = click.prompt("Token", hide_input=True, err=True)
    else:
        raise UsageError("no token, and nobody to ask", "say --token-file FILE, or set ANNOTATE_STUDIO_TOKEN")
    connected = try_out(app.studio_folder, url, token)
    say(f"Label Studio {connected.version} at {connected.url}, signed in as {connected.email}")
    for warning in connected.warnings:
        say(f"warning: {warning}")


@command.command()
def disconnect() -> None:
    """Forget your team's Label Studio and its token; the embedded one is used again."""
    from annotate.studio.connect import disconnect as forget

    app = App()
    app.ready()
    say("forgotten" if forget(app.studio_folder) else "no team's Label Studio was connected")


def start_embedded(app: App, port: int | None = None) -> Running:
    """The running embedded server, installed and started where it is not."""
    from annotate.studio import environment, server

    app.ready()
    python = environment.ensure(app.settings.studio_env, app.config("label-studio.lock"), say)
    running = server.start(app.studio_folder, python, port=port, say=say)
    say(f"Label Studio {running.version} runs at {running.url}")
    return running
