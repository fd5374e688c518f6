"""Puts the articles' words back into a release, from the reader's own copies."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.article import text_sha256
from annotate.core.errors import GateNotMet, Refused
from annotate.export.target import new_folder
from annotate.intake.articles import titled
from annotate.intake.readers import read
from annotate.intake.readers.base import Incoming
from annotate.releases import dealing, manifest, tables
from annotate.releases.choice import TABLES
from annotate.releases.columns import columns
from annotate.releases.rows import Row, hashed
from annotate.scheme import load_scheme

_DESCRIBING = ("croissant.json", "datapackage.json")
"""Files that describe the release's own files and would be wrong of others."""

_NOTE = """
> **This is no release.** The articles' texts were put back into it on the reader's own machine
> (`annotate release hydrate`). They may not be yours to publish.
"""


@dataclass(frozen=True)
class Hydrated:
    """How many texts there are now, and the articles of those that are missing, sorted."""

    texts: int
    missing: tuple[str, ...]


def hydrate(folder: Path, sources: Sequence[str], out: Path) -> Hydrated:
    """Writes the release again with the texts that `sources` have, each held against its hash.

    A text is known by its SHA-256 alone, once it is canonical, whatever it is called. Where all are found
    the tables are, byte for byte, those of the same release made with full texts; what annotators said in
    words of their own does not come back into one that was made without any.

    Raises:
        GateNotMet: when the release is not as it was made.
        UsageError: when a source cannot be read, or `out` holds something.
        LocalFileError: when `out` cannot be written.
    """
    if problems := list(manifest.problems(folder)):
        raise GateNotMet(f"{folder} is not the release that was made: {problems[0]}", "get it anew")
    with TemporaryDirectory(prefix="annotate-texts-") as place, new_folder(out) as target:
        texts = _Texts(Path(place), _hashes(folder))
        for source in sources:
            texts.take(source)
        done = _tables(folder, target, texts)
        _the_rest(folder, target)
        manifest.write(target, _about(folder, target))
    return done


class _Texts:
    """The wanted texts by their hash, a file each: a release may have more of them than memory holds."""

    def __init__(self, place: Path, wanted: set[str]) -> None:
        self._place, self._wanted = place, wanted

    def take(self, source: str) -> None:
        """Keeps what is wanted of a source; a title may be a part of the text or stand apart."""
        for found in read(source):
            if isinstance(found, Incoming):
                for title in {found.title, None}:
                    with suppress(Refused):
                        self._keep(titled(found.text, title)[0].text)

    def get(self, sha256: str) -> str | None:
        path = self._place / sha256
        return path.read_bytes().decode("utf-8") if path.exists() else None

    def _keep(self, text: str) -> None:
        if (known := text_sha256(text)) in self._wanted:
            (self._place / known).write_bytes(text.encode("utf-8"))


def _hashes(folder: Path) -> set[str]:
    paths = (folder / dealing.path_of("articles", part) for part in dealing.parts(folder))
    return {row["text_sha256"] for path in paths for row in tables.read(path, ("text_sha256",))}


def _tables(folder: Path, target: Path, texts: _Texts) -> Hydrated:
    fields = columns(load_scheme(folder / "rules" / "scheme.toml"))
    missing: set[str] = set()
    there = 0
    for table in TABLES:
        for path in (dealing.path_of(table, part) for part in dealing.parts(folder)):
            with tables.collecting(target / path, fields[table]) as add:
                for row in tables.read(folder / path):
                    text = row.get("text") or texts.get(row["text_sha256"])
                    add(row if text is None else _filled(row, text))
                    there += table == TABLES[0] and text is not None
                    missing |= {row["article"]} if text is None else set()
    return Hydrated(there, tuple(sorted(missing)))


def _filled(row: Row, text: str) -> Row:
    out = row | {"marks": [{**mark, "text": text[mark["start"] : mark["end"]]} for mark in row["marks"]]}
    if "text" in row:
        out |= {"text": text, "title": text.partition("\n\n")[0] if row["titled"] else None}
    return hashed(out)


def _the_rest(folder: Path, target: Path) -> None:
    for name in manifest.names(folder):
        if not name.startswith("data/") and name not in _DESCRIBING:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, target / name)
    card = target / "README.md"
    head, mark, body = card.read_text("utf-8").partition("\n---\n")
    card.write_text(head + mark + _NOTE + body, "utf-8", newline="\n")


def _about(folder: Path, target: Path) -> dict[str, object]:
    known = {name: value for name, value in manifest.read(folder).items() if name not in ("files", "format")}
    return known | {
        "rules": known["rules"] | {"text": "full"},
        "content_sha256": dealing.content_sha256(target),
        "hydrated_from": manifest.address(folder),
    }
