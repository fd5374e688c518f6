"""What servers said of the addresses that were fetched, so that they can be asked whether it is still so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotate.store import Fetch, Fetches, Session

if TYPE_CHECKING:
    from annotate.intake.web import Fetched

Answers = Mapping[str, "Fetched"]
"""By the address that was asked for."""
NO_ANSWERS: Answers = {}


@dataclass
class Remembering:
    """Fetches, and keeps what the server said, without what it sent."""

    fetch: Callable[[str], Fetched]
    answers: dict[str, Fetched] = field(default_factory=dict)

    def __call__(self, url: str) -> Fetched:
        from annotate.intake.web import Fetched

        found = self.fetch(url)
        self.answers[url] = Fetched(None, found.known)
        return found


def remember(session: Session, urls: Collection[str | None], answers: Answers) -> None:
    """Keeps the answers to these addresses; one that only a page names as its own is kept without a mark of
    the server's, which was of another address.
    """
    fetched = [url for url in urls if url in answers]
    for url in filter(None, urls) if fetched else ():
        known = answers[url].known if url in answers else None
        now = datetime.now(UTC)
        etag, modified = (known.etag, known.last_modified) if known else (None, None)
        Fetches(session).put(Fetch(url, etag, modified, fetched_at=now, failures=0, due_at=now))
