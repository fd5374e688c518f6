"""Pages as the files of a folder, of which only those are written again that say something else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

MANIFEST = "pages.json"
"""What each page was made from; of the files in the folder only those named in it are ever removed."""


@dataclass(frozen=True)
class Page:
    """One page of a folder.

    Attributes:
        name: its path in the folder, `articles/harbour-wall.html`.
        made_from: all that it says, as text; where that is the same the page is.
    """

    name: str
    made_from: str
    render: Callable[[], str]


@dataclass(frozen=True)
class Written:
    """How many pages were written, left as they were, and removed since nothing leads to them any more."""

    written: int
    unchanged: int
    removed: int


def write(pages: Iterable[Page], folder: Path) -> Written:
    """Brings the folder up to these pages. It may be stopped at any moment and run again.

    Raises:
        OSError: when a file cannot be written.
    """
    known, now, written = _manifest(folder), dict[str, str](), 0
    try:
        for page in pages:
            now[page.name] = sha256(
                f"{_program()}{page.made_from}".encode("utf-8", "surrogatepass")
            ).hexdigest()
            if known.get(page.name) != now[page.name] or not (folder / page.name).is_file():
                _put(folder / page.name, page.render())
                written += 1
    except BaseException:
        _put(folder / MANIFEST, json.dumps(known | now, indent=0))
        raise
    gone = known.keys() - now.keys()
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    if known != now:
        _put(folder / MANIFEST, json.dumps(now, indent=0))
    return Written(written, len(now) - written, len(gone))


def file_name(name: str) -> str:
    """A name that any file system takes and no two share, also where capitals are not told from others."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", name)[:80]
    if plain == name.lower() and not plain.startswith("."):
        return f"{plain}.html"
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain.lstrip('.')}-{digest}.html"


def _manifest(folder: Path) -> dict[str, str]:
    """What was written before; nothing where that is not known, so that all of it is written again."""
    try:
        found = dict(json.loads((folder / MANIFEST).read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return {}
    root = folder.resolve()
    return {name: made for name, made in found.items() if (root / name).resolve().is_relative_to(root)}


def _put(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.part")
    half.write_text(text, "utf-8")
    half.replace(path)


@cache
def _program() -> str:
    """A digest of this room's own files: another program writes every page again."""
    found = sorted(_files(files("annotate.report")), key=lambda one: one.name)
    return sha256(b"".join(one.read_bytes() for one in found)).hexdigest()


def _files(folder: Traversable) -> Iterable[Traversable]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _files(one)
        elif not one.name.endswith(".pyc"):
            yield one
