"""What intake may use of the world, from the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from annotate.cli.app import App

if TYPE_CHECKING:
    from annotate.intake.readers.base import Means
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


def means(app: App, columns: Mapping[str, str], expect: Callable[[int], None]) -> Means:
    """The client is made when the first address is fetched: most sources need none."""
    from annotate.intake.readers.base import Means

    made = cache(lambda: fetcher(app))

    def fetch(url: str) -> Fetched:
        return made().fetch(url)

    return Means(fetch, columns, expect)
