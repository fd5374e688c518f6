"""Semantic versions of data sets, suggested from what has changed.

The first number counts up where something that was there is gone or means something else, so that results
cannot be compared: an article or an annotation withdrawn, a text moved to another part of the split, another
scheme or selection. The second where something was only added. The third where what is there was corrected.
"""

from __future__ import annotations

import re
from pathlib import Path

from annotate.core.errors import UsageError
from annotate.releases import manifest
from annotate.releases.diff import Diff

FIRST = "1.0.0"
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


def checked(version: str) -> str:
    """The version itself.

    Raises:
        UsageError: when it is not three numbers with dots.
    """
    if not _VERSION.fullmatch(version):
        raise UsageError(f"{version!r} is no version", "say three numbers, such as 1.2.0")
    return version


def suggested(previous: Path | None, since: Diff | None) -> str:
    """The version of what follows a release; the first one where it follows none."""
    if previous is None or since is None:
        return FIRST
    major, minor, patch = map(int, manifest.read(previous)["version"].split("."))
    return {
        "major": f"{major + 1}.0.0",
        "minor": f"{major}.{minor + 1}.0",
        "patch": f"{major}.{minor}.{patch + 1}",
        "none": f"{major}.{minor}.{patch}",
    }[since.step]
