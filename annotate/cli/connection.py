"""Which Label Studio a command speaks to: the team's where the settings name one, else the embedded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from annotate.cli.app import App
from annotate.cli.settings import FILE
from annotate.core.errors import StudioError, UsageError
from annotate.studio import private, server
from annotate.studio.client import Studio


@dataclass(frozen=True)
class Connection:
    """A client that speaks as the owner; `credentials` is None on a team's server."""

    studio: Studio
    credentials: Path | None


def connection(app: App) -> Connection:
    """The Label Studio that the settings name, else the embedded one, which must be running.

    Raises:
        UsageError: when a URL is set and no token.
        StudioError: when the embedded server is not running.
    """
    app.ready()
    if app.settings.studio_url:
        return Connection(Studio(app.settings.studio_url, _token(app)), None)
    known = server.status(app.studio_folder)
    if not known["running"] or known["url"] is None:
        raise StudioError("Label Studio is not running", "run: annotate studio start")
    token = private.token(Path(known["token_file"]))
    return Connection(Studio(known["url"], token), Path(known["credentials_file"]))


def keep(home: Path, url: str, token: str) -> Path:
    """Writes a team's server into the home's settings and its token into a file of mode 600; that file."""
    file = home / "studio" / "team-token"
    private.write(file, token + "\n")
    settings = home / FILE
    others = [
        line
        for line in (settings.read_text("utf-8") if settings.exists() else "").splitlines()
        if not line.lstrip().startswith(("studio_url", "studio_token_file"))
    ]
    named = [f"studio_url = {json.dumps(url)}", 'studio_token_file = "studio/team-token"']
    settings.write_text("\n".join([*others, *named, ""]), "utf-8")
    return file


def _token(app: App) -> str:
    if app.settings.studio_token:
        return app.settings.studio_token.get_secret_value()
    if app.settings.studio_token_file:
        return private.token(app.settings.studio_token_file)
    raise UsageError(
        f"there is no token for {app.settings.studio_url}",
        "set ANNOTATE_STUDIO_TOKEN, or ANNOTATE_STUDIO_TOKEN_FILE to a file of mode 600",
    )
