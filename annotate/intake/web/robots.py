"""robots.txt (RFC 9309): what a site asks of programs."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from urllib.parse import urlsplit

from protego import Protego

from annotate.core.errors import Refused
from annotate.intake.web.private import Private

AGENT = "annotate"
"""The name that a robots.txt knows us by."""
MAX_BYTES = 512_000
"""Of a robots.txt; the standard wants at least 500 KiB read."""
LONGEST_DELAY = 60.0
"""Seconds that a Crawl-delay may ask for; more is kept to as so much."""

KEPT = 24 * 3600.0
"""Seconds for which a robots.txt is kept to before it is read again."""
RETRY = 600.0
"""Seconds after which one that could not be read is asked for again."""

Ask = Callable[[str], tuple[int, bytes]]
"""The status and content of a robots.txt; raises Refused where it cannot be had."""


class Robots:
    """The robots.txt of every site that was asked, kept for a day as the standard has it (RFC 9309, 2.4).

    Threads may share it.
    """

    def __init__(self, ask: Ask, clock: Callable[[], float]) -> None:
        self._ask, self._clock = ask, clock
        self._known: dict[str, tuple[float, Protego | str]] = {}
        self._locks: dict[str, Lock] = {}

    def refuse(self, url: str) -> None:
        """Raises Refused where the site does not want `url` read by programs, or cannot say."""
        rules = self._rules(url)
        if isinstance(rules, str):
            raise Refused(f"its robots.txt cannot be read: {rules}")
        if not rules.can_fetch(url, AGENT):
            raise Refused("its robots.txt does not want it read by programs")

    def delay(self, url: str) -> float:
        """Seconds that the site wants between two requests."""
        rules = self._rules(url)
        asked = None if isinstance(rules, str) else rules.crawl_delay(AGENT)
        return min(asked or 0.0, LONGEST_DELAY)

    def _rules(self, url: str) -> Protego | str:
        """The rules, or why there are none to keep to: then nothing may be read (RFC 9309, 2.3.1.4)."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._locks.setdefault(site, Lock()):
            known = self._known.get(site)
            if known is None or known[0] <= self._clock():
                rules = self._read(f"{site}/robots.txt")
                known = self._clock() + (RETRY if isinstance(rules, str) else KEPT), rules
                self._known[site] = known
        return known[1]

    def _read(self, address: str) -> Protego | str:
        try:
            status, content = self._ask(address)
        except Private:
            raise
        except Refused as error:
            return str(error)
        if status >= 500 or status == 429:
            return f"status {status}"
        return Protego.parse(content.decode("utf-8", "replace") if status == 200 else "")
