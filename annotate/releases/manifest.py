"""The list of a release's files with their hashes, and whether a folder is still what the list says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from annotate.core.errors import LocalFileError, UsageError

NAME = "manifest.json"
FORMAT = "annotate-release/1"

Manifest = Mapping[str, Any]


def write(folder: Path, about: Mapping[str, Any]) -> str:
    """Writes manifest.json over everything that is in the folder; its hash, which is the release's address.

    Args:
        about: what is said of the release, beside the list of its files.
    """
    said = (
        json.dumps({"format": FORMAT, **about, "files": listed(folder)}, ensure_ascii=False, indent=2) + "\n"
    )
    (folder / NAME).write_text(said, "utf-8", newline="\n")
    return address(folder)


def read(folder: Path) -> Manifest:
    """The manifest of a release's folder.

    Raises:
        UsageError: when the folder is no release, or one of a format that this version does not know.
        LocalFileError: when it cannot be read.
    """
    path = folder / NAME
    try:
        known = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise UsageError(f"{folder} is no release: it has no {NAME}") from error
    except OSError as error:
        raise LocalFileError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path} is no manifest: {error}") from error
    if not isinstance(known, dict) or known.get("format") != FORMAT:
        raise UsageError(f"{path} is not of the format {FORMAT}", "read it with the version that wrote it")
    return known


def address(folder: Path) -> str:
    """The SHA-256 of the manifest, and so of all that the release has."""
    return sha256((folder / NAME).read_bytes()).hexdigest()


def problems(folder: Path, expected: str | None = None) -> Iterator[str]:
    """What of the folder is not as its manifest says, a line each; nothing when all is well.

    Args:
        expected: the address that it is known by, where that is known.
    """
    expected_files = read(folder)["files"]
    if expected is not None and address(folder) != expected:
        yield f"{NAME}: changed since the release was made"
    there = set(names(folder))
    for name in sorted(expected_files.keys() | there):
        if name not in there:
            yield f"{name}: missing"
        elif name not in expected_files:
            yield f"{name}: not of this release"
        elif _facts(folder / name) != expected_files[name]:
            yield f"{name}: changed"


def listed(folder: Path) -> dict[str, dict[str, Any]]:
    """Every file by its path, with its SHA-256 and its size in bytes."""
    return {name: _facts(folder / name) for name in names(folder)}


def names(folder: Path) -> list[str]:
    """Every file by its path with slashes, sorted; not the manifest, nor what hides behind a dot."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    plain = (path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))
    return sorted(set(plain) - {NAME})


def _facts(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"sha256": file_digest(file, "sha256").hexdigest(), "bytes": path.stat().st_size}
