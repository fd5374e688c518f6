"""What `sync --watch` and `serve` share: sweeps one after the other until a signal ends them."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from annotate.cli.app import App
from annotate.cli.output import say
from annotate.core.errors import StudioError
from annotate.studio.bell import Bell
from annotate.studio.client import Studio
from annotate.studio.swept import Swept
from annotate.studio.watch import Health, Pace, watch


def bell_of(app: App) -> Bell:
    """The home's bell: what rings it is heard by everything that watches this home."""
    return Bell(Path(app.ready(), "hints"))


def watch_home(
    app: App,
    bell: Bell,
    health: Health,
    campaign: str | None,
    tell: Callable[[Swept], None],
    met: Callable[[Studio], None] = lambda studio: None,
) -> int:
    """Sweeps until SIGTERM or Ctrl-C, which let the sweep under way come to its end; the exit code.

    `tell` gets what each sweep found, `met` the server before each.
    """
    signals: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        signals.append(number)
        bell.stop()
        signal.signal(number, signal.SIG_DFL)  # who asks twice does not want to wait

    before = {one: signal.signal(one, end) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        watch(_sweeper(app, campaign, tell, met), bell, health, say, Pace())
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    say("stopped")
    return 130 if signal.SIGINT in signals else 0


def _sweeper(
    app: App, campaign: str | None, tell: Callable[[Swept], None], met: Callable[[Studio], None]
) -> Callable[[], Swept]:
    """One sweep a call. The server is looked for anew after a failure: it may have another port by then."""
    from annotate.cli.connection import connection
    from annotate.studio.sync import sync

    known: list[Studio] = []

    def sweep() -> Swept:
        try:
            if not known:
                known.append(connection(app, campaign).studio)
            met(known[0])
            with app.writing("sync --watch"):
                swept = sync(app.store, known[0], app.scheme, campaign)
        except StudioError:
            while known:
                known.pop().close()
            raise
        tell(swept)
        return swept

    return sweep
