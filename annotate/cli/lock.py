"""One writer a home: the second is told who holds it."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from annotate.studio.locking import held


def writing(home: Path, command: str) -> AbstractContextManager[None]:
    """Holds the home's lock for as long as `command` writes.

    Raises:
        Locked: at once, when another process holds it; names that process and its command.
        LocalFileError: when the home cannot be written.
    """
    since = datetime.now(UTC).isoformat(timespec="seconds")
    who = f"annotate {command} (process {os.getpid()}, since {since})"
    return held(home / "annotate.lock", f"the home {home}", who=who)
