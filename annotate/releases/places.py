"""Where a release lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotate.core.errors import LocalFileError, UsageError
from annotate.releases import manifest
from annotate.store import Release, Releases, Store


def found(given: str, store: Callable[[], Store], home: Path) -> tuple[Path, Release | None]:
    """The folder of a release that is given by its name or as a folder, and what the store knows of it.

    A folder with a manifest needs no store. A release that was moved with its home is found there.

    Raises:
        UsageError: when there is neither.
        LocalFileError: when the release is known, and its folder gone.
    """
    if (Path(given) / manifest.NAME).is_file():
        return Path(given), None
    with store().session(read_only=True) as session:
        known = Releases(session).get(given)
    if known is None:
        raise UsageError(f"there is no release {given!r}", "see: annotate release list")
    return folder_of(known, home), known


def folder_of(known: Release, home: Path) -> Path:
    """The folder of a release that the store knows.

    Raises:
        LocalFileError: when it is gone.
    """
    for folder in (Path(known.folder), home / "releases" / known.name):
        if (folder / manifest.NAME).is_file():
            return folder
    raise LocalFileError(f"the folder of release {known.name!r} is gone: {known.folder}", "put it back there")
