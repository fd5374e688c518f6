"""What intake may use of the world, from the settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from annotate.cli.app import App

if TYPE_CHECKING:
    from annotate.intake.web import Fetched, Fetcher


def fetcher(app: App) -> Fetcher:
    """The one client that fetches for this home.

    Raises:
        UsageError: when the extra `web` is not installed, or a setting is wrong.
    """
    from annotate.intake.readers.html import ready
    from annotate.intake.web.private import allowed

    ready()
    from annotate.intake.web import Fetcher

    settings = app.settings
    return Fetcher(allowed(settings.intake_allow), settings.intake_delay, settings.intake_contact)


def fetching(app: App) -> Callable[[str], Fetched]:
    """Fetches, also for several threads; the client is made for the first address: most sources need none."""
    made = cache(lambda: fetcher(app))
    first = Lock()

    def fetch(url: str) -> Fetched:
        with first:
            client = made()
        return client.fetch(url)

    return fetch
