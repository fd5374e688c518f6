"""Which Label Studio a command speaks to: the team's where the settings name one, else the embedded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotate.cli.app import App
from annotate.store import Campaigns
from annotate.studio import connect, server
from annotate.studio.client import Studio


@dataclass(frozen=True)
class Connection:
    """A client that speaks as the owner; `credentials` is the file of managed accounts, None on a team's."""

    studio: Studio
    credentials: Path | None


def connection(app: App, campaign: str | None = None) -> Connection:
    """The Label Studio of this home.

    Args:
        campaign: looked for first: who mistyped its name need not hear of servers.

    Raises:
        UsageError: when there is no such campaign.
        StudioError: when the embedded one is not running, or there is no token for the team's.
    """
    app.ready()
    if campaign is not None:
        require_campaign(app, campaign)
    settings = app.settings
    token = settings.studio_token.get_secret_value() if settings.studio_token else None
    studio = connect.current(
        app.studio_folder, url=settings.studio_url, token=token, token_file=settings.studio_token_file
    )
    embedded = server.status(app.studio_folder)
    ours = embedded["url"] == studio.url
    return Connection(studio, Path(embedded["credentials_file"]) if ours else None)


def require_campaign(app: App, name: str) -> None:
    """There is a campaign of that name, open or closed.

    Raises:
        UsageError: when there is none.
    """
    with app.store.session(read_only=True) as session:
        Campaigns(session).known(name)
